import type { FileFormat } from "@roster/client/files";

/** The flags of `users import`. */
export interface ImportFlags {
  readonly format?: FileFormat | undefined;
  readonly getOrCreate?: true | undefined;
  readonly update?: true | undefined;
  readonly ignoreTimes?: true | undefined;
  readonly dryRun?: true | undefined;
  readonly rejects?: string | undefined;
}
