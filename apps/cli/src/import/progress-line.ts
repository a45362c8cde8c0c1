import { formatCount } from "../output/format-count.js";
import { truncate } from "../output/table.js";
import type { ImportCounter } from "./import-counter.js";
import type { ImportInput } from "./open-input.js";

/** A line on the terminal that shows the progress of an import. */
export interface ProgressLine {
  /** Cheap: redraws at most five times per second. */
  update(): void;
  /** Clears the line for other output; the next update draws it again. */
  clear(): void;
}

const MIN_INTERVAL = 200;

/** Draws nothing if standard error is not a terminal, or if the output is JSON. */
export function createProgressLine(
  input: ImportInput,
  counter: ImportCounter,
  isJson: boolean,
): ProgressLine {
  const { stderr } = process;
  if (isJson || !stderr.isTTY) return { update() {}, clear() {} };
  let drawnAt = -MIN_INTERVAL;
  let isDrawn = false;
  return {
    update() {
      if (performance.now() - drawnAt < MIN_INTERVAL) return;
      drawnAt = performance.now();
      isDrawn = true;
      stderr.write(
        `\r\u001b[K${truncate(renderProgress(input, counter), (stderr.columns || 80) - 1)}`,
      );
    },
    clear() {
      if (isDrawn) stderr.write("\r\u001b[K");
      isDrawn = false;
    },
  };
}

/** `43%  12,345 users  24,100/s  3 s left  12,000 added, 300 existing, 45 rejected` */
export function renderProgress(
  { bytesRead, totalBytes }: ImportInput,
  { counts, total, rate, seconds }: ImportCounter,
): string {
  const { created, existing, updated, conflict, invalid } = counts;
  const fraction = totalBytes ? Math.min(1, bytesRead() / totalBytes) : undefined;
  return [
    fraction === undefined
      ? `${formatCount(bytesRead() / 1e6)} MB`
      : `${Math.floor(fraction * 100)}%`,
    `${formatCount(total())} users`,
    `${formatCount(rate())}/s`,
    ...(fraction ? [`${Math.ceil((seconds() / fraction) * (1 - fraction))} s left`] : []),
    [
      `${formatCount(created)} added`,
      `${formatCount(existing)} existing`,
      ...(updated > 0 ? [`${formatCount(updated)} updated`] : []),
      `${formatCount(conflict + invalid)} rejected`,
    ].join(", "),
  ].join("  ");
}
