import { expect, test } from "vitest";
import { fromLocalTime, toLocalTime } from "./local-time";

test("times are shown in the visitor's time zone and sent in UTC", () => {
  const local = "2026-11-23T09:30";
  const timestamp = new Date(2026, 10, 23, 9, 30).toISOString().replace("Z", "000Z");
  expect(fromLocalTime(local)).toBe(timestamp);
  expect(toLocalTime(timestamp)).toBe(local);
  expect(fromLocalTime("")).toBeUndefined();
  expect(toLocalTime(undefined)).toBe("");
});
