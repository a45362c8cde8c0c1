/** Whoever has lived so long did not die of its start, in milliseconds. */
const LONG_LIFE = 10_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;

/** The deaths in a row that came soon, this one with them, and the wait before the next start in ms. */
export function pauseBeforeReplacing(past: { deaths: number; livedFor: number }): {
  deaths: number;
  pause: number;
} {
  if (past.livedFor >= LONG_LIFE) return { deaths: 0, pause: 0 };
  const pause = past.deaths === 0 ? 0 : FIRST_PAUSE * 2 ** (past.deaths - 1);
  return { deaths: past.deaths + 1, pause: Math.min(pause, LONGEST_PAUSE) };
}
