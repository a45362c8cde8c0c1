import type { UsageStatsInput, UserStatsInput } from "@roster/contract";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The selectable periods: their length in minutes, and their steps in seconds. */
const periods = {
  hour: { minutes: 60, step: 60 },
  day: { minutes: 24 * 60, step: 900 },
} as const;

export type Period = keyof typeof periods;
export const periodNames: readonly Period[] = ["hour", "day"];

export const periodMinutes = (name: Period) => periods[name].minutes;

/** Ends with the current step. */
export function usagePeriod(name: Period, now: number): UsageStatsInput {
  const { minutes, step } = periods[name];
  const end = Math.ceil(now / (step * 1000)) * step * 1000;
  return { from: toTimestamp(end - minutes * MINUTE_MS), to: toTimestamp(end), step };
}

/** The 30 days that end with the current one in UTC, so the query stays the same all day. */
export function growthPeriod(now: number): UserStatsInput {
  const end = Math.ceil(now / DAY_MS) * DAY_MS;
  return { from: toTimestamp(end - 30 * DAY_MS), to: toTimestamp(end), step: DAY_MS / 1000 };
}

const toTimestamp = (time: number) => new Date(time).toISOString().replace("Z", "000Z");

/** The users to show on the home page. */
export const NEWEST_USERS = { limit: 6 } as const;
