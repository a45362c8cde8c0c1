import type { FileFormat } from "@roster/client/files";

/** The choices of `--format`. */
export const fileFormats = ["ndjson", "csv"] as const satisfies readonly FileFormat[];
