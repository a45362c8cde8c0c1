import type { CsvColumns, FileFormat } from "@roster/client/files";

/** How the file is to be read and its users added. */
export interface ImportSettings {
  readonly format: FileFormat;
  /** Where columns go that are not to go where their names say. */
  readonly columns: CsvColumns;
  /** What becomes of a line whose id exists. */
  readonly existing: "refuse" | "keep" | "update";
  readonly keepTimes: boolean;
}

/** As the reader of files takes them. */
export function readOptions({ format, columns, keepTimes }: ImportSettings) {
  return { format, ignoreTimes: !keepTimes, ...(format === "csv" && { columns }) };
}

/** As the import takes them. */
export function writeOptions({ existing }: ImportSettings) {
  return { getOrCreate: existing === "keep", update: existing === "update" };
}
