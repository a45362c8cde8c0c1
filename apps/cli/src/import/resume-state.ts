import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ImportCounts } from "@roster/client/files";
import { z } from "zod";
import type { Credentials } from "../settings/credentials.js";
import type { ImportFlags } from "./import-flags.js";

/** What must be the same for a run to go on where another ended. */
const Cause = z.strictObject({
  /** Size and time of change, without a look at the content. */
  file: z.string(),
  server: z.string(),
  options: z.string(),
});
type Cause = z.infer<typeof Cause>;

const Count = z.int().min(0);
const State = z.strictObject({
  cause: Cause,
  /** Of which the requests' idempotency keys are made. */
  run: z.string(),
  /** The last line that is decided, as are all before it. */
  line: Count,
  counts: z.strictObject({
    created: Count,
    existing: Count,
    updated: Count,
    conflict: Count,
    invalid: Count,
  }),
  /** How long the file of refused lines was then. */
  rejectsBytes: Count,
});

/** Where a run stands. */
export type Standing = Pick<z.infer<typeof State>, "line" | "rejectsBytes"> & {
  readonly counts: ImportCounts;
};

/** How far a run has come, kept beside the file that it reads until it is through. */
export interface ResumeState {
  readonly run: string;
  /** Where an earlier run of this import ended; undefined where there was none. */
  readonly begun: Standing | undefined;
  /** Whether there was an earlier run, but of another file or with other flags. */
  readonly isOther: boolean;
  save(standing: Standing): Promise<void>;
  /** The file has been read to its end. */
  end(): Promise<void>;
}

/** Of standard input and devices nothing is kept: undefined. */
export async function openResumeState(
  file: string,
  { credentials, flags }: { readonly credentials: Credentials; readonly flags: ImportFlags },
): Promise<ResumeState | undefined> {
  const facts = file === "-" ? undefined : await stat(file).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  const { rejects: _, ...meaning } = flags;
  const cause: Cause = {
    file: `${facts.size} bytes of ${facts.mtimeMs}`,
    server: `${credentials.apiKey} at ${credentials.url}`,
    options: JSON.stringify(meaning, Object.keys(meaning).toSorted()),
  };
  const path = join(dirname(file), `.${basename(file)}.import.json`);
  const known = await read(path);
  const isSame = known !== undefined && JSON.stringify(known.cause) === JSON.stringify(cause);
  const run = isSame ? known.run : `import-${randomUUID()}`;
  return {
    run,
    begun: isSame ? known : undefined,
    isOther: known !== undefined && !isSame,
    async save(standing) {
      const partial = `${path}.partial`;
      await writeFile(partial, JSON.stringify({ cause, run, ...standing }));
      await rename(partial, path);
    },
    end: () => rm(path, { force: true }),
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
