import type { FileFormat } from "@roster/client/files";

/** What the command line says of an import. */
export interface ImportFlags {
  readonly format?: FileFormat | undefined;
  readonly getOrCreate?: true | undefined;
  readonly update?: true | undefined;
  readonly ignoreTimes?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly rejects?: string | undefined;
}
