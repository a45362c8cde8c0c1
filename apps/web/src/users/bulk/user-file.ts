import type { User } from "@roster/contract";

export type FileFormat = "ndjson" | "csv";

export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  ndjson: "application/x-ndjson",
  csv: "text/csv",
};

/** What stands before the first user. */
export const heads: Readonly<Record<FileFormat, string>> = {
  ndjson: "",
  csv: "id,data,createdAt,updatedAt\r\n",
};

/** A user as `roster users import` reads it. Versions are left out: they say nothing where it is imported. */
export function toLine(format: FileFormat, { id, data, createdAt, updatedAt }: User): string {
  if (format === "ndjson") return `${JSON.stringify({ id, data, createdAt, updatedAt })}\n`;
  // Ids and times have no character that CSV would take for its own.
  return `${id},"${JSON.stringify(data).replaceAll('"', '""')}",${createdAt},${updatedAt}\r\n`;
}
