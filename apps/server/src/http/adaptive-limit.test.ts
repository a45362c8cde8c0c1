import fc from "fast-check";
import { expect, test } from "vitest";
import { AdaptiveLimit } from "./adaptive-limit.js";

/** A server that does so many a second, worked at by as many as there are places. */
function openServer({ most = 1000, perSecond = 10_000, loopDelay = 0 } = {}) {
  let now = 0;
  const pace = new AdaptiveLimit({ max: most, now: () => now, loopDelay: () => loopDelay });
  return {
    pace,
    /** Lets time pass while all places are taken all the time, or `busy` of them. */
    work: (milliseconds: number, { busy = Infinity, rate = perSecond, least = 0 } = {}) => {
      for (const end = now + milliseconds; now < end; now += 1000 / rate) {
        pace.record(Math.max(least, (Math.min(busy, pace.current) / rate) * 1000));
      }
    },
  };
}

test("a server that answers soon works on as many as it may", () => {
  const { pace, work } = openServer({ perSecond: 20_000 });
  work(2_000);
  expect(pace.current).toBe(1000);
});

test("a server that does less works on fewer, so that each waits for about the target", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 8_000 }), (perSecond) => {
      const { pace, work } = openServer({ perSecond });
      work(1_000, { busy: 5 });
      work(3_000);
      const waits = (pace.current / perSecond) * 1000;
      expect(waits).toBeGreaterThan(30);
      expect(waits).toBeLessThan(75);
    }),
    { numRuns: 50 },
  );
});

test("a server that was never seen idle lets each wait for twice the target at most", () => {
  const { pace, work } = openServer({ perSecond: 2_000 });
  work(3_000);
  expect(pace.current / 2_000).toBeLessThan(0.135);
});

test("answers that take long however few are worked on, as on a slow disk, take no places away", () => {
  const { pace, work } = openServer({ perSecond: 20_000 });
  work(5_000, { least: 90 });
  expect(pace.current).toBe(1000);
});

test("when it can do more again it works on more again", () => {
  const { pace, work } = openServer();
  work(2_000, { rate: 1_000 });
  expect(pace.current).toBeLessThan(200);
  work(3_000, { rate: 50_000 });
  expect(pace.current).toBe(1000);
});

test("a loop that is late counts like answers that are", () => {
  const { pace, work } = openServer({ perSecond: 20_000, loopDelay: 200 });
  work(2_000);
  expect(pace.current).toBe(64);
});

test("few slow calls take no places away, and slow calls alone not all", () => {
  const { pace, work } = openServer();
  work(2_000, { busy: 5, rate: 50 });
  expect(pace.current).toBe(1000);
  work(5_000, { rate: 300 });
  expect(pace.current).toBe(64);
});

test("an operator who wants fewer places than that gets them", () => {
  const { pace, work } = openServer({ most: 10 });
  work(1_000, { rate: 300 });
  expect(pace.current).toBe(10);
});
