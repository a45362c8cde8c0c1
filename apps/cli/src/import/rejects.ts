import { once } from "node:events";
import { open } from "node:fs/promises";
import { finished } from "node:stream/promises";
import type { Writable } from "node:stream";
import type { ImportedLine } from "@roster/client/files";
import { AppError, formatPath } from "@roster/contract";
import type { Output } from "../output.js";
import { toSafeText } from "../json-text.js";

/** Where lines that were refused are told of. */
export interface Rejects extends AsyncDisposable {
  write(rejected: ImportedLine): Promise<void>;
}

export interface RejectsOptions {
  /** Gets all of them as NDJSON, the line's text included. */
  readonly path: string | undefined;
  /** How many are told on standard error. */
  readonly shown: number;
  readonly output: Output;
}

/** @throws AppError INVALID where the file cannot be written. */
export async function openRejects({ path, shown, output }: RejectsOptions): Promise<Rejects> {
  const file = path === undefined ? undefined : await openFile(path);
  let count = 0;
  return {
    async write(rejected) {
      count += 1;
      if (count <= shown) output.detail(toReport(rejected), () => toText(rejected));
      if (count === shown + 1) output.note("More are refused; --rejects <file> keeps them all.");
      const report = { ...toReport(rejected), text: rejected.text };
      if (file?.write(`${JSON.stringify(report)}\n`) === false) await once(file, "drain");
    },
    async [Symbol.asyncDispose]() {
      if (file) await finished(file.end());
    },
  };
}

async function openFile(path: string): Promise<Writable> {
  try {
    return (await open(path, "w")).createWriteStream();
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
