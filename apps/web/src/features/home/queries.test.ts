import { UsageStatsInput, UserStatsInput } from "@roster/contract";
import { expect, test } from "vitest";
import { growthPeriod, periodMinutes, periodNames, usagePeriod } from "./queries";

test.each(periodNames)("the last %s is a valid period that includes the current time", (name) => {
  for (const now of [0, 59_999, 60_000, 60_001].map((more) => 1_795_455_840_000 + more)) {
    const { from, to } = UsageStatsInput.parse(usagePeriod(name, now));
    expect(Date.parse(to) - Date.parse(from)).toBe(periodMinutes(name) * 60_000);
    expect(Date.parse(to)).toBeGreaterThanOrEqual(now);
  }
});

test("the growth period is the same from midnight to midnight", () => {
  const morning = Date.parse("2026-11-23T00:00:01Z");
  const period = UserStatsInput.parse(growthPeriod(morning));
  expect(period.to).toBe("2026-11-24T00:00:00.000000Z");
  expect(growthPeriod(Date.parse("2026-11-23T23:59:59Z"))).toEqual(period);
});
