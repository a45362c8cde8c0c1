import { type FileHandle, open } from "node:fs/promises";
import type { ImportedLine } from "@roster/client/files";
import { AppError } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import type { Output } from "../output/output.js";
import { toSafeText } from "../output/json-text.js";

/** Where lines that were refused are told of. */
export interface Rejects extends AsyncDisposable {
  /** How long the file is. */
  readonly bytes: () => number;
  write(rejected: ImportedLine): Promise<void>;
}

export interface RejectsOptions {
  /** Gets all of them as NDJSON, the line's text included. */
  readonly path: string | undefined;
  /** So much of it an earlier run has written, which this one goes on with. */
  readonly keptBytes: number;
  /** How many are told on standard error. */
  readonly shown: number;
  readonly output: Output;
}

/** @throws AppError INVALID where the file cannot be written. */
export async function openRejects({
  path,
  keptBytes,
  shown,
  output,
}: RejectsOptions): Promise<Rejects> {
  const file = path === undefined ? undefined : await openFile(path, keptBytes);
  let bytes = file?.bytes ?? 0;
  let count = 0;
  return {
    bytes: () => bytes,
    async write(rejected) {
      count += 1;
      if (count <= shown) output.detail(toReport(rejected), () => toText(rejected));
      if (count === shown + 1) output.note("More are refused; --rejects <file> keeps them all.");
      if (!file) return;
      const report = { ...toReport(rejected), text: rejected.text };
      const line = Buffer.from(`${JSON.stringify(report)}\n`);
      await file.handle.write(line, 0, line.length, bytes);
      bytes += line.length;
    },
    async [Symbol.asyncDispose]() {
      await file?.handle.close();
    },
  };
}

/** Where it is not as long as it was, it begins anew. */
async function openFile(
  path: string,
  keptBytes: number,
): Promise<{ handle: FileHandle; bytes: number }> {
  try {
    if (keptBytes === 0) return { handle: await open(path, "w"), bytes: 0 };
    const handle = await open(path, "a+").then(async (made) => {
      await made.close();
      return await open(path, "r+");
    });
    const { size } = await handle.stat();
    const bytes = size >= keptBytes ? keptBytes : 0;
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
