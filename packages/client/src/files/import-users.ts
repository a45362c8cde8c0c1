import type { RosterClient } from "../create-client.js";
import type { ByteSource } from "./byte-source.js";
import { runImport, previewImport } from "./import-target.js";
import type { ImportCounts, ImportedLine } from "./imported-line.js";
import { readUserLines, type ReadUsersOptions } from "./read-users.js";
import { createBatcher } from "./batcher.js";

export interface ImportUsersOptions extends ReadUsersOptions {
  /** An id that exists is no conflict: its user stays as it is. Default: false. */
  readonly getOrCreate?: boolean;
  /** A user whose id exists gets the line's data, which makes a new version. Default: false. */
  readonly update?: boolean;
  /**
   * Go on where a run of the same source with the same options ended. `run` is a name of that run, at most 200
   * characters and no other's: its requests are carried out once, also those whose answers were lost, for 24
   * hours. `afterLine` is the last line of which `onLines` heard in it; those up to there are passed over.
   * Default: a run that nobody goes on with.
   */
  readonly resume?: { readonly run: string; readonly afterLine?: number };
  /** Change nothing: say what would become of each line, by the ids that there are. Default: false. */
  readonly dryRun?: boolean;
  /**
   * Hears of lines when they are decided, some at a time, in their order; the import waits for it. What it
   * throws ends the import.
   */
  readonly onLines?: (lines: readonly ImportedLine[]) => Promise<void> | void;
}

/**
 * Adds the users of a file, NDJSON or CSV, packed by gzip or not: how many lines came to what. Lines that are
 * no users, or whose ids exist, are counted and passed over; of lines with one id the first is sent, and
 * answered, before the others. A few requests' worth of it is held in memory, however long the file.
 *
 * Errors: those of {@link readUsers}, and of `users.addMany`, INVALID for `update` together with `getOrCreate` among them, which end it when all requests that were under
 * way have ended; `onLines` has heard of all that was done. An abort rejects with the signal's reason.
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
  const onDecided = async (lines: readonly ImportedLine[]) => {
    for (const { status } of lines) counts[status] += 1;
    await onLines?.(lines);
  };
  const destination = (dryRun ? previewImport : runImport)(trpc, {
    getOrCreate,
    update,
    run: resume?.run,
    signal: reading.signal,
  });
  const sender = createBatcher(destination, onDecided);
  try {
    for await (const lines of readUserLines(source, { ...reading, afterLine: resume?.afterLine })) {
      await sender.send(lines);
    }
    await sender.flush();
  } finally {
    await sender.settled();
  }
  sender.throwIfFailed();
  return counts;
}
