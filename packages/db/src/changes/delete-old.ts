import type { Clock } from "../clock.js";
import { every } from "../every.js";
import type { ScanRequest } from "../scans/scan.js";

/** Soon after the start as well: processes that never run for long delete, too. */
const times = { first: 30_000, interval: 600_000 };

const MICROS_PER_DAY = 86_400_000_000n;

/** For statements that read a few rows of an index, off the event loop. */
export const retentionScan: ScanRequest = { appId: "", deadlineMs: 60_000 };

/** Deletes what is old from time to time, in steps: until disposed, which waits for one step at most. */
export const deleteOld = (
  what: string,
  run: (signal: AbortSignal) => Promise<void>,
): AsyncDisposable => every(times, `delete ${what}`, run);

/** The time so many days ago. */
export const daysAgo = (clock: Clock, days: number): bigint =>
  clock() - BigInt(days) * MICROS_PER_DAY;
