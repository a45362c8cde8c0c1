import fc from "fast-check";
import { expect, test } from "vitest";
import { createSystemClock, fromTimestamp, toTimestamp } from "./clock.js";

/** Microseconds to the end of the year 9999. */
const micros = fc.bigInt({ min: 0n, max: 253_402_300_799_999_999n });

test("a timestamp round-trips to the microsecond", () => {
  fc.assert(
    fc.property(micros, (time) => {
      expect(fromTimestamp(toTimestamp(time))).toBe(time);
    }),
  );
});

test("timestamps sort as strings in chronological order", () => {
  fc.assert(
    fc.property(micros, micros, (a, b) => {
      expect(toTimestamp(a) < toTimestamp(b)).toBe(a < b);
    }),
  );
});

test.each([
  [0n, "1970-01-01T00:00:00.000000Z"],
  [1n, "1970-01-01T00:00:00.000001Z"],
  [1_795_455_852_120_050n, "2026-11-23T17:44:12.120050Z"],
])("%s microseconds are %s", (time, timestamp) => {
  expect(toTimestamp(time)).toBe(timestamp);
});

test("the clock returns the time, and never the same value twice", () => {
  const clock = createSystemClock();
  const before = BigInt(Date.now()) * 1000n;
  const times = Array.from({ length: 10_000 }, clock);
  const [first = 0n] = times;
  expect(first).toBeGreaterThanOrEqual(before);
  expect(first).toBeLessThanOrEqual(BigInt(Date.now()) * 1000n);
  for (const [index, time] of times.slice(1).entries()) {
    expect(time > (times[index] ?? time)).toBe(true);
  }
});
