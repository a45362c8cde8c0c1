import { type FileHandle, open } from "node:fs/promises";
import type { ImportedLine } from "@roster/client/files";
import { AppError } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { toSafeText } from "../output/json-text.js";
import type { Output } from "../output/output.js";

/** Reports rejected lines on standard error, and in the file of `--rejects`. */
export interface RejectedLines extends AsyncDisposable {
  /** The current size of the file. */
  readonly bytes: () => number;
  write(line: ImportedLine): Promise<void>;
}

export interface RejectedLinesOptions {
  /** A file that receives all of them as NDJSON, with the text of each line. */
  readonly path: string | undefined;
  /** The size of the file at the checkpoint to resume from. */
  readonly resumeAtByte: number;
  /** How many are shown on standard error. */
  readonly maxShown: number;
  readonly output: Output;
}

/** @throws AppError INVALID if the file cannot be written. */
export async function openRejectedLines({
  path,
  resumeAtByte,
  maxShown,
  output,
}: RejectedLinesOptions): Promise<RejectedLines> {
  const file = path === undefined ? undefined : await openFile(path, resumeAtByte);
  let bytes = file?.bytes ?? 0;
  let count = 0;
  return {
    bytes: () => bytes,
    async write(line) {
      count += 1;
      if (count <= maxShown) output.detail(toReport(line), () => toText(line));
      if (count === maxShown + 1) {
        output.note("More lines were rejected; --rejects <file> saves all of them.");
      }
      if (!file) return;
      const report = Buffer.from(`${JSON.stringify({ ...toReport(line), text: line.text })}\n`);
      await file.handle.write(report, 0, report.length, bytes);
      bytes += report.length;
    },
    async [Symbol.asyncDispose]() {
      await file?.handle.close();
    },
  };
}

/** Starts over if the file is shorter than at the checkpoint. */
async function openFile(
  path: string,
  resumeAtByte: number,
): Promise<{ handle: FileHandle; bytes: number }> {
  try {
    if (resumeAtByte === 0) return { handle: await open(path, "w"), bytes: 0 };
    const handle = await open(path, "a+").then(async (created) => {
      await created.close();
      return await open(path, "r+");
    });
    const { size } = await handle.stat();
    const bytes = size >= resumeAtByte ? resumeAtByte : 0;
    await handle.truncate(bytes);
    return { handle, bytes };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `${path} cannot be written: ${reason}`, { cause });
  }
}

function toReport({ line, status, issues }: ImportedLine) {
  return {
    line,
    status,
    reasons: issues.map(({ path, message }) => ({ path: formatPath(path), message })),
  };
}

function toText({ line, issues }: ImportedLine): string {
  const reasons = issues.map(({ path, message }) =>
    path.length === 0 ? message : `${formatPath(path)}: ${message}`,
  );
  return toSafeText(`line ${line}: ${reasons.join("; ")}`);
}
