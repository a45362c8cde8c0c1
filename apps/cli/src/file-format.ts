/** The forms in which users lie in files. */
export const fileFormats = ["ndjson", "csv"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** By the end of its name, `.gz` left out; NDJSON where it says nothing. */
export function formatOf(fileName: string): FileFormat {
  return /\.csv(\.gz)?$/i.test(fileName) ? "csv" : "ndjson";
}
