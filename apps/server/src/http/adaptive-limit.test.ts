import fc from "fast-check";
import { expect, test } from "vitest";
import { AdaptiveLimit } from "./adaptive-limit.js";

/** A server that completes `perSecond` requests per second, with as many at once as the limit allows. */
function openServer({ max = 1000, perSecond = 10_000, loopDelay = 0 } = {}) {
  let now = 0;
  const limit = new AdaptiveLimit({ max, now: () => now, loopDelay: () => loopDelay });
  return {
    limit,
    /** Lets time pass while the server is at its limit, or at `busy` requests. */
    work: (milliseconds: number, { busy = Infinity, rate = perSecond, least = 0 } = {}) => {
      for (const end = now + milliseconds; now < end; now += 1000 / rate) {
        limit.record(Math.max(least, (Math.min(busy, limit.current) / rate) * 1000));
      }
    },
  };
}

test("a fast server keeps the highest limit", () => {
  const { limit, work } = openServer({ perSecond: 20_000 });
  work(2_000);
  expect(limit.current).toBe(1000);
});

test("a slower server lowers its limit until each request takes about the target", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 8_000 }), (perSecond) => {
      const { limit, work } = openServer({ perSecond });
      work(1_000, { busy: 5 });
      work(3_000);
      const waits = (limit.current / perSecond) * 1000;
      expect(waits).toBeGreaterThan(30);
      expect(waits).toBeLessThan(75);
    }),
    { numRuns: 50 },
  );
});

test("a server that was never idle lets requests take at most twice the target", () => {
  const { limit, work } = openServer({ perSecond: 2_000 });
  work(3_000);
  expect(limit.current / 2_000).toBeLessThan(0.135);
});

test("responses that are slow at any concurrency, as on a slow disk, do not lower the limit", () => {
  const { limit, work } = openServer({ perSecond: 20_000 });
  work(5_000, { least: 90 });
  expect(limit.current).toBe(1000);
});

test("raises the limit again once the server is faster", () => {
  const { limit, work } = openServer();
  work(2_000, { rate: 1_000 });
  expect(limit.current).toBeLessThan(200);
  work(3_000, { rate: 50_000 });
  expect(limit.current).toBe(1000);
});

test("a delayed event loop lowers the limit like slow responses", () => {
  const { limit, work } = openServer({ perSecond: 20_000, loopDelay: 200 });
  work(2_000);
  expect(limit.current).toBe(64);
});

test("a few slow calls do not lower the limit, and even constantly slow calls do not lower it to zero", () => {
  const { limit, work } = openServer();
  work(2_000, { busy: 5, rate: 50 });
  expect(limit.current).toBe(1000);
  work(5_000, { rate: 300 });
  expect(limit.current).toBe(64);
});

test("an operator may set a limit below the minimum", () => {
  const { limit, work } = openServer({ max: 10 });
  work(1_000, { rate: 300 });
  expect(limit.current).toBe(10);
});
