import { expect, test } from "vitest";
import { toLocalTime } from "@/lib/local-time";
import { readBan } from "./ban-end";

const now = new Date("2026-11-30T12:00:00Z");

test("durations are left to the server's clock, and an empty reason is omitted", () => {
  expect(readBan({ end: "day", time: "", reason: "  spam " }, now)).toEqual({
    value: { seconds: 86_400, reason: "spam" },
  });
  expect(readBan({ end: "never", time: "2020-01-01T00:00", reason: " " }, now)).toEqual({
    value: {},
  });
});

test("a time in the visitor's time zone becomes UTC with microseconds, and must be in the future", () => {
  const later = new Date("2026-12-24T18:30:00Z");
  const ban = { end: "time", reason: "" } as const;
  expect(readBan({ ...ban, time: toLocalTime(later.toISOString()) }, now)).toEqual({
    value: { until: "2026-12-24T18:30:00.000000Z" },
  });
  expect(readBan({ ...ban, time: toLocalTime(now.toISOString()) }, now)).toHaveProperty("error");
  expect(readBan({ ...ban, time: "" }, now)).toHaveProperty("error");
});
