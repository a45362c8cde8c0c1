import type { AppRouter } from "@roster/api";
import { importUsers, type ImportCounts } from "@roster/client/files";
import type { TRPCClient } from "@trpc/client";
import { type ImportSettings, readOptions, writeOptions } from "./import-settings";
import type { RejectedLines } from "./rejected-lines";

/** The progress of an import. */
export interface ImportProgress {
  readonly counts: ImportCounts;
  /** The share of the file's bytes that have been read, 0 to 1. */
  readonly fraction: number;
  readonly seconds: number;
}

interface RunOptions {
  readonly trpc: TRPCClient<AppRouter>;
  readonly file: File;
  readonly settings: ImportSettings;
  readonly isDryRun: boolean;
  readonly rejectedLines: RejectedLines;
  readonly signal: AbortSignal;
}

/** Starts an import. `progress` returns its current progress. */
export function runImport({ trpc, file, settings, isDryRun, rejectedLines, signal }: RunOptions) {
  const counts = { created: 0, existing: 0, updated: 0, conflict: 0, invalid: 0 };
  const start = performance.now();
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      bytes += part.length;
      controller.enqueue(part);
    },
  });

  const done = importUsers({ trpc }, file.stream().pipeThrough(counted), {
    ...readOptions(settings),
    ...writeOptions(settings),
    dryRun: isDryRun,
    name: file.name,
    signal,
    onLines(lines) {
      for (const { status } of lines) counts[status] += 1;
      rejectedLines.add(lines);
    },
  });
  const progress = (): ImportProgress => ({
    counts: { ...counts },
    fraction: file.size === 0 ? 1 : bytes / file.size,
    seconds: (performance.now() - start) / 1000,
  });
  return { done, progress };
}

export const totalLines = (counts: ImportCounts) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
