import { cut } from "../output/table.js";
import type { InputBytes } from "./input-bytes.js";
import { grouped, type Tally } from "./tally.js";

/** One line on the terminal that says how far it is. */
export interface Progress {
  /** Cheap: draws five times a second at most. */
  update(): void;
  /** Takes the line away, for other text; the next update draws it again. */
  clear(): void;
}

const INTERVAL = 200;

/** Draws nothing where standard error is no terminal, or where machines read. */
export function createProgress(input: InputBytes, tally: Tally, isJson: boolean): Progress {
  const { stderr } = process;
  if (isJson || !stderr.isTTY) return { update() {}, clear() {} };
  let drawnAt = -INTERVAL;
  let isDrawn = false;
  return {
    update() {
      if (performance.now() - drawnAt < INTERVAL) return;
      drawnAt = performance.now();
      isDrawn = true;
      stderr.write(`\r\u001b[K${cut(progressText(input, tally), (stderr.columns || 80) - 1)}`);
    },
    clear() {
      if (isDrawn) stderr.write("\r\u001b[K");
      isDrawn = false;
    },
  };
}

/** `43%  12,345 users  24,100/s  3 s left  12,000 added, 300 there, 45 refused` */
export function progressText({ bytesRead, totalBytes }: InputBytes, tally: Tally): string {
  const { created, existing, updated, conflict, invalid } = tally.counts;
  const part = totalBytes ? Math.min(1, bytesRead() / totalBytes) : undefined;
  const seconds = tally.seconds();
  return [
    part === undefined ? `${grouped(bytesRead() / 1e6)} MB` : `${Math.floor(part * 100)}%`,
    `${grouped(tally.total())} users`,
    `${grouped(tally.rate())}/s`,
    ...(part ? [`${Math.ceil((seconds / part) * (1 - part))} s left`] : []),
    [
      `${grouped(created)} added`,
      `${grouped(existing)} there`,
      ...(updated > 0 ? [`${grouped(updated)} changed`] : []),
      `${grouped(conflict + invalid)} refused`,
    ].join(", "),
  ].join("  ");
}
