/** A worker that ran this long did not fail because of its start. */
const STABLE_UPTIME_MS = 10_000;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 10_000;

/** The number of early failures in a row, including this one, and the delay before the next start. */
export function restartBackoff(worker: { failures: number; uptimeMs: number }): {
  failures: number;
  delayMs: number;
} {
  if (worker.uptimeMs >= STABLE_UPTIME_MS) return { failures: 0, delayMs: 0 };
  const delayMs = worker.failures === 0 ? 0 : FIRST_DELAY_MS * 2 ** (worker.failures - 1);
  return { failures: worker.failures + 1, delayMs: Math.min(delayMs, MAX_DELAY_MS) };
}
