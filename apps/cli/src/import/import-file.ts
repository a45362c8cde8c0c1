import { type Cli, connect } from "../cli.js";
import type { Credentials } from "../settings/credentials.js";
import type { ImportFlags } from "./import-flags.js";
import { openInput } from "./input-bytes.js";
import { createProgress } from "./progress.js";
import { openRejects } from "./rejects.js";
import type { ResumeState, Standing } from "./resume-state.js";
import type { Tally } from "./tally.js";

/** Refused lines that a real run tells at once; a dry run, whose purpose they are, tells all. */
const SHOWN_REJECTS = 20;

interface ImportJob {
  readonly file: string;
  readonly flags: ImportFlags;
  readonly credentials: Credentials;
  readonly tally: Tally;
  /** Absent where nobody could go on with this run. */
  readonly state: ResumeState | undefined;
}

/** Sends the file's users; what is kept of the run is gone when it is through. */
export async function importFile(cli: Cli, job: ImportJob): Promise<void> {
  const { file, flags, tally } = job;
  const { dryRun = false } = flags;
  // Loaded here, so that help and mistyped commands are answered without it.
  const { formatOf, importUsers } = await import("@roster/client/files");
  const roster = await connect(cli, job.credentials);
  const input = await openInput(file);
  const begun = job.state?.begun ?? { line: 0, rejectsBytes: 0, counts: tally.counts };
  const state = await begin(cli, job, begun);
  const shown = dryRun ? Infinity : SHOWN_REJECTS;
  const { output } = cli;
  const keptBytes = begun.rejectsBytes;
  await using rejects = await openRejects({ path: flags.rejects, keptBytes, shown, output });
  const progress = createProgress(input, tally, output.isJson);
  try {
    await importUsers(roster, input.chunks, {
      format: flags.format ?? formatOf(file),
      getOrCreate: flags.getOrCreate === true,
      update: flags.update === true,
      ignoreTimes: flags.ignoreTimes === true,
      dryRun,
      name: input.name,
      ...(state && { resume: { run: state.run, afterLine: begun.line } }),
      async onLines(lines) {
        tally.add(lines);
        for (const line of lines) {
          if (line.issues.length === 0) continue;
          progress.clear();
          await rejects.write(line);
        }
        const { line = 0 } = lines.at(-1) ?? {};
        await state?.save({ line, counts: tally.counts, rejectsBytes: rejects.bytes() });
        progress.update();
      },
    });
  } finally {
    progress.clear();
  }
  await state?.end();
}

/** From the first request on, since its answer may be lost as well. */
async function begin(cli: Cli, { file, state }: ImportJob, begun: Standing) {
  if (!state) return undefined;
  if (state.isOther) {
    cli.output.warn(
      `An earlier run of ${file} broke off, but of other content, flags or server: this one begins anew.`,
    );
  }
  if (state.begun)
    cli.output.note(`Going on behind line ${begun.line}, where an earlier run ended.`);
  try {
    await state.save(begun);
    return state;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    cli.output.warn(`Nothing can be kept beside ${file}, so a second run begins anew: ${reason}`);
    return undefined;
  }
}
