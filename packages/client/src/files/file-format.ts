/** NDJSON, one JSON object per line, or CSV (RFC 4180). */
export type FileFormat = "ndjson" | "csv";

/**
 * The format of a file by its name, without `.gz`. Default: NDJSON.
 *
 * @example
 * ```ts
 * import { formatOf } from "@roster/client/files";
 *
 * console.log(formatOf("users.csv.gz")); // csv
 * ```
 */
export function formatOf(fileName: string): FileFormat {
  return /\.csv(\.gz)?$/i.test(fileName) ? "csv" : "ndjson";
}
