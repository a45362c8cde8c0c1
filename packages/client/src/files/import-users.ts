import type { RosterClient } from "../create-client.js";
import type { ByteSource } from "./byte-source.js";
import { runImport, previewImport } from "./import-target.js";
import type { ImportCounts, ImportedLine } from "./imported-line.js";
import { readUserLines, type ReadUsersOptions } from "./read-users.js";
import { createBatcher } from "./batcher.js";

export interface ImportUsersOptions extends ReadUsersOptions {
  /** Leave existing users unchanged, without a conflict. Default: false. */
  readonly getOrCreate?: boolean;
  /** Replace the data of existing users, which creates a new version. Default: false. */
  readonly update?: boolean;
  /**
   * Resume an earlier run with the same source and options. `run` is a unique name of the run, at most 200
   * characters: for 24 hours, its requests are processed once, even if their responses were lost. `afterLine`
   * is the last line that was passed to `onLines`; lines up to it are skipped. Default: not resumable.
   */
  readonly resume?: { readonly run: string; readonly afterLine?: number };
  /** Change nothing, and predict the outcome of each line from the stored ids. Default: false. */
  readonly dryRun?: boolean;
  /**
   * Called with lines whose outcome is known, several at a time and in order. The import waits for it, and
   * ends with the error that it throws.
   */
  readonly onLines?: (lines: readonly ImportedLine[]) => Promise<void> | void;
}

/**
 * Imports the users of an NDJSON or CSV file, optionally gzip-compressed, and returns the number of lines by
 * status. Invalid lines and existing ids are counted and skipped; of lines with the same id, the first is
 * imported before the others. Memory use is limited to a few requests, however long the file is.
 *
 * Errors: those of {@link readUsers} and `users.addMany`, such as INVALID for `update` combined with
 * `getOrCreate`. The import ends after all requests in flight have completed and their lines were passed to
 * `onLines`. An abort rejects with the signal's reason.
 *
 * @example
 * ```ts
 * import { importUsers } from "@roster/client/files";
 *
 * const file = new Blob(["id,name\nada,Ada\nbob,Bob\nada,Another\n"]);
 * const counts = await importUsers(roster, file.stream(), { format: "csv" });
 * console.log(counts.created, counts.conflict); // 2 1
 * ```
 */
export async function importUsers(
  { trpc }: Pick<RosterClient, "trpc">,
  source: ByteSource,
  {
    getOrCreate = false,
    update = false,
    dryRun = false,
    onLines,
    resume,
    ...reading
  }: ImportUsersOptions = {},
): Promise<ImportCounts> {
  const counts = { created: 0, existing: 0, updated: 0, conflict: 0, invalid: 0 };
  const reportLines = async (lines: readonly ImportedLine[]) => {
    for (const { status } of lines) counts[status] += 1;
    await onLines?.(lines);
  };
  const target = (dryRun ? previewImport : runImport)(trpc, {
    getOrCreate,
    update,
    run: resume?.run,
    signal: reading.signal,
  });
  const batcher = createBatcher(target, reportLines);
  try {
    for await (const lines of readUserLines(source, { ...reading, afterLine: resume?.afterLine })) {
      await batcher.send(lines);
    }
    await batcher.flush();
  } finally {
    await batcher.settled();
  }
  batcher.throwIfFailed();
  return counts;
}
