/** Whoever has lived so long did not die of its start, in milliseconds. */
const STABLE_UPTIME_MS = 10_000;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 10_000;

/** The deaths in a row that came soon, this one with them, and the wait before the next start in ms. */
export function restartBackoff(past: { deaths: number; livedFor: number }): {
  deaths: number;
  pause: number;
} {
  if (past.livedFor >= STABLE_UPTIME_MS) return { deaths: 0, pause: 0 };
  const pause = past.deaths === 0 ? 0 : FIRST_DELAY_MS * 2 ** (past.deaths - 1);
  return { deaths: past.deaths + 1, pause: Math.min(pause, MAX_DELAY_MS) };
}
