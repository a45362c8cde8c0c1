/** The forms in which users lie in files: a JSON object a line, or CSV by RFC 4180. */
export type FileFormat = "ndjson" | "csv";

/**
 * The format that a file's name tells, `.gz` left out; NDJSON where it tells none.
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
