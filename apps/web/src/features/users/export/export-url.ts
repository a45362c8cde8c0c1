import type { FileFormat } from "@roster/client/files";
import { parseView, usersPath, type UsersView } from "../view/users-view";

export interface ExportOptions {
  readonly format: FileFormat;
  readonly isCompressed: boolean;
}

/** The URL of a file with all users that match the view; handled by `app/api/apps/[app]/users-file`. */
export function exportUrl(appId: string, view: UsersView, file: ExportOptions): string {
  const all = usersPath({ ...view, page: 1, cursor: undefined, user: undefined });
  const parameters = new URLSearchParams(all.split("?")[1]);
  parameters.delete("size");
  parameters.set("format", file.format);
  if (file.isCompressed) parameters.set("gzip", "1");
  return `/api/apps/${appId}/users-file?${parameters.toString()}`;
}

/** The inverse of {@link exportUrl}; ignores invalid parameters. */
export function parseExportUrl(parameters: URLSearchParams): ExportOptions & { view: UsersView } {
  return {
    view: parseView(parameters),
    format: parameters.get("format") === "csv" ? "csv" : "ndjson",
    isCompressed: parameters.get("gzip") === "1",
  };
}
