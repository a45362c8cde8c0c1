import type { CsvColumns, FileFormat } from "@roster/client/files";

/** How to read the file and import its users. */
export interface ImportSettings {
  readonly format: FileFormat;
  /** The targets of columns that are not mapped by name. */
  readonly columns: CsvColumns;
  /** What to do with a line whose id exists. */
  readonly existing: "reject" | "keep" | "update";
  readonly keepTimes: boolean;
}

/** The options for readUsers. */
export function readOptions({ format, columns, keepTimes }: ImportSettings) {
  return { format, ignoreTimes: !keepTimes, ...(format === "csv" && { columns }) };
}

/** The options for importUsers. */
export function writeOptions({ existing }: ImportSettings) {
  return { getOrCreate: existing === "keep", update: existing === "update" };
}
