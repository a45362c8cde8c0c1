import type { FileFormat } from "@roster/client/files";
import { addressOf, readView, type UsersView } from "../list/view";

export interface FileChoice {
  readonly format: FileFormat;
  readonly isPacked: boolean;
}

/** Where the file is of all whom the view finds, on all its pages; `app/api/apps/[app]/users-file` answers. */
export function exportAddress(appId: string, view: UsersView, file: FileChoice): string {
  const all = addressOf({ ...view, page: 1, cursor: undefined, user: undefined });
  const parameters = new URLSearchParams(all.split("?")[1]);
  parameters.delete("size");
  parameters.set("format", file.format);
  if (file.isPacked) parameters.set("gzip", "1");
  return `/api/apps/${appId}/users-file?${parameters.toString()}`;
}

/** The inverse of {@link exportAddress}; what makes no sense is as if it were not there. */
export function readExportAddress(parameters: URLSearchParams): FileChoice & { view: UsersView } {
  return {
    view: readView(parameters),
    format: parameters.get("format") === "csv" ? "csv" : "ndjson",
    isPacked: parameters.get("gzip") === "1",
  };
}
