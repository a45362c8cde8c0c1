import { type Cli, connectForMany } from "../cli.js";
import type { Credentials } from "../settings/credentials.js";
import type { ImportCounter } from "./import-counter.js";
import type { ImportFlags } from "./import-flags.js";
import { openInput } from "./open-input.js";
import { createProgressLine } from "./progress-line.js";
import { openRejectedLines } from "./rejected-lines.js";
import type { Checkpoint, ResumeState } from "./resume-state.js";

/** How many rejected lines are shown; a dry run shows all of them, as that is its purpose. */
const MAX_SHOWN_LINES = 20;

interface ImportJob {
  readonly file: string;
  readonly flags: ImportFlags;
  readonly credentials: Credentials;
  readonly counter: ImportCounter;
  /** Absent if the import cannot be resumed. */
  readonly state: ResumeState | undefined;
}

/** Imports the users of a file. Removes the resume state once the whole file was read. */
export async function importFile(cli: Cli, job: ImportJob): Promise<void> {
  const { file, flags, counter } = job;
  const { dryRun = false } = flags;
  // Imported lazily, so that help and usage errors start fast.
  const { formatOf, importUsers } = await import("@roster/client/files");
  const roster = await connectForMany(cli, job.credentials);
  const input = await openInput(file);
  const start = job.state?.checkpoint ?? { line: 0, rejectsBytes: 0, counts: counter.counts };
  const state = await startCheckpoints(cli, job, start);
  const { output } = cli;
  await using rejectedLines = await openRejectedLines({
    path: flags.rejects,
    resumeAtByte: start.rejectsBytes,
    maxShown: dryRun ? Infinity : MAX_SHOWN_LINES,
    output,
  });
  const progress = createProgressLine(input, counter, output.isJson);
  try {
    await importUsers(roster, input.chunks, {
      format: flags.format ?? formatOf(file),
      getOrCreate: flags.getOrCreate === true,
      update: flags.update === true,
      ignoreTimes: flags.ignoreTimes === true,
      dryRun,
      name: input.name,
      ...(state && { resume: { run: state.run, afterLine: start.line } }),
      async onLines(lines) {
        counter.add(lines);
        for (const line of lines) {
          if (line.issues.length === 0) continue;
          progress.clear();
          await rejectedLines.write(line);
        }
        const { line = 0 } = lines.at(-1) ?? {};
        await state?.save({ line, counts: counter.counts, rejectsBytes: rejectedLines.bytes() });
        progress.update();
      },
    });
  } finally {
    progress.clear();
  }
  await state?.complete();
}

/** Saves a checkpoint before the first request, as its response may be lost too. */
async function startCheckpoints(cli: Cli, { file, state }: ImportJob, start: Checkpoint) {
  if (!state) return undefined;
  if (state.isStale) {
    cli.output.warn(
      `An earlier import of ${file} was interrupted, but with other content, flags or server; starting over.`,
    );
  }
  if (state.checkpoint) {
    cli.output.note(`Resuming after line ${start.line}, where an earlier run stopped.`);
  }
  try {
    await state.save(start);
    return state;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    cli.output.warn(
      `Progress cannot be saved next to ${file}, so a second run would start over: ${reason}`,
    );
    return undefined;
  }
}
