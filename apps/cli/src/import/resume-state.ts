import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ImportCounts } from "@roster/client/files";
import { z } from "zod";
import type { Credentials } from "../settings/credentials.js";
import type { ImportFlags } from "./import-flags.js";

/** What must be unchanged for an import to be resumed. */
const Fingerprint = z.strictObject({
  /** Size and modification time; the content is not read. */
  file: z.string(),
  server: z.string(),
  options: z.string(),
});
type Fingerprint = z.infer<typeof Fingerprint>;

const Count = z.int().min(0);
const State = z.strictObject({
  cause: Fingerprint,
  /** The prefix of the idempotency keys of all requests. */
  run: z.string(),
  /** The last line whose outcome is known, as are those of all lines before it. */
  line: Count,
  counts: z.strictObject({
    created: Count,
    existing: Count,
    updated: Count,
    conflict: Count,
    invalid: Count,
  }),
  /** The size of the file of rejected lines at this point. */
  rejectsBytes: Count,
});

/** The progress of an import. */
export type Checkpoint = Pick<z.infer<typeof State>, "line" | "rejectsBytes"> & {
  readonly counts: ImportCounts;
};

/** The checkpoint of an unfinished import, stored next to the file that it reads. */
export interface ResumeState {
  readonly run: string;
  /** Where an earlier run of this import stopped, if there was one. */
  readonly checkpoint: Checkpoint | undefined;
  /** Whether a checkpoint with other content, other flags or another server exists. */
  readonly isStale: boolean;
  save(checkpoint: Checkpoint): Promise<void>;
  /** Removes the state after the whole file was read. */
  complete(): Promise<void>;
}

/** Returns undefined for standard input and devices, which cannot be resumed. */
export async function openResumeState(
  file: string,
  { credentials, flags }: { readonly credentials: Credentials; readonly flags: ImportFlags },
): Promise<ResumeState | undefined> {
  const stats = file === "-" ? undefined : await stat(file).catch(() => undefined);
  if (!stats?.isFile()) return undefined;
  const { rejects: _, ...options } = flags;
  const cause: Fingerprint = {
    file: `${stats.size} bytes of ${stats.mtimeMs}`,
    server: `${credentials.apiKey} at ${credentials.url}`,
    options: JSON.stringify(options, Object.keys(options).toSorted()),
  };
  const path = join(dirname(file), `.${basename(file)}.import.json`);
  const saved = await read(path);
  const isSame = saved !== undefined && JSON.stringify(saved.cause) === JSON.stringify(cause);
  const run = isSame ? saved.run : `import-${randomUUID()}`;
  return {
    run,
    checkpoint: isSame ? saved : undefined,
    isStale: saved !== undefined && !isSame,
    async save(checkpoint) {
      const partial = `${path}.partial`;
      await writeFile(partial, JSON.stringify({ cause, run, ...checkpoint }));
      await rename(partial, path);
    },
    complete: () => rm(path, { force: true }),
  };
}

async function read(path: string): Promise<z.infer<typeof State> | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    return State.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
