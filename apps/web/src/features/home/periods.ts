import type { UsageStatsInput, UserStatsInput } from "@roster/contract";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What can be looked at: so many minutes, in steps of so many seconds. */
const spans = {
  hour: { minutes: 60, step: 60 },
  day: { minutes: 24 * 60, step: 900 },
} as const;

export type PeriodName = keyof typeof spans;
export const periodNames: readonly PeriodName[] = ["hour", "day"];

export const minutesOf = (name: PeriodName) => spans[name].minutes;

/** Up to the end of the step that is running. */
export function usagePeriod(name: PeriodName, now: number): UsageStatsInput {
  const { minutes, step } = spans[name];
  const end = Math.ceil(now / (step * 1000)) * step * 1000;
  return { from: timestamp(end - minutes * MINUTE_MS), to: timestamp(end), step };
}

/** 30 days up to the end of this one in UTC: the same question all day long. */
export function growthPeriod(now: number): UserStatsInput {
  const end = Math.ceil(now / DAY_MS) * DAY_MS;
  return { from: timestamp(end - 30 * DAY_MS), to: timestamp(end), step: DAY_MS / 1000 };
}

const timestamp = (time: number) => new Date(time).toISOString().replace("Z", "000Z");
