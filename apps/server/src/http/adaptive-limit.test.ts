import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AdaptiveLimit } from "./adaptive-limit.js";

const MAX = 10_000;
const MAX_WAIT = 500;

interface Load {
  readonly milliseconds: number;
  /** Requests per second that arrive, evenly. */
  readonly arriving: number;
  /** Requests per second that the server completes, in order of arrival. */
  readonly perSecond: number;
  /** Requests complete only at the end of each such period, as those of a commit do. */
  readonly commitMs?: number;
}

/** A server in simulated time that accepts what its limit allows. */
function openServer({ max = MAX, turnAge = 0 } = {}) {
  let now = 0;
  const limit = new AdaptiveLimit({
    max,
    maxWait: MAX_WAIT,
    now: () => now,
    turnAge: () => turnAge,
  });
  const active: number[] = [];

  function arrive(count: number): number {
    let accepted = 0;
    for (let request = 0; request < count; request += 1) {
      if (!limit.accepts(active.length)) continue;
      active.push(now);
      accepted += 1;
    }
    return accepted;
  }

  function run({ milliseconds, arriving, perSecond, commitMs = 1 }: Load) {
    const durations: number[] = [];
    const end = now + milliseconds;
    let accepted = 0;
    let due = 0;
    let able = 0;
    for (; now < end; now += 1) {
      due += arriving / 1000;
      accepted += arrive(Math.floor(due));
      due -= Math.floor(due);
      able = Math.min(able + perSecond / 1000, (perSecond * commitMs) / 1000 + 1);
      if (now % commitMs > 0) continue;
      const completed = active.splice(0, Math.floor(able));
      able -= Math.floor(able);
      for (const since of completed) {
        limit.record(now - since);
        durations.push(now - since);
      }
    }
    durations.sort((a, b) => a - b);
    const p99 = durations[Math.floor(durations.length * 0.99)] ?? 0;
    return { accepted, completedPerSecond: (durations.length * 1000) / milliseconds, p99 };
  }

  return { limit, arrive, run };
}

describe("a server that is not overloaded accepts", () => {
  test("as many requests as may arrive at once after it was idle", () => {
    const { arrive, run } = openServer();
    expect(arrive(MAX)).toBe(MAX);
    run({ milliseconds: 20_000, arriving: 0, perSecond: 1000 });
    expect(arrive(MAX)).toBe(MAX);
  });

  test("a thousand requests that arrive at once on top of a light load", () => {
    const { arrive, run } = openServer();
    run({ milliseconds: 5_000, arriving: 100, perSecond: 200 });
    expect(arrive(1000)).toBe(1000);
  });

  test("every request at nine tenths of what it completes, however slow its commits", () => {
    const rates = fc.integer({ min: 50, max: 20_000 });
    const commits = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(rates, commits, (perSecond, commitMs) => {
        const { run } = openServer();
        const arriving = 0.9 * perSecond;
        const { accepted } = run({ milliseconds: 3_000, arriving, perSecond, commitMs });
        expect(accepted).toBeGreaterThanOrEqual(Math.floor(3 * arriving) - 1);
      }),
      { numRuns: 20 },
    );
  });

  test("others while a few calls take long", () => {
    const { limit } = openServer();
    for (let call = 0; call < 10_000; call += 1) limit.record(call % 3 === 0 ? 15_000 : 1);
    expect(limit.current).toBe(MAX);
  });
});

describe("an overloaded server", () => {
  test("completes as much as it can, and what it accepts in less than a second", () => {
    const rates = fc.integer({ min: 600, max: 18_000 });
    const loads = fc.double({ min: 1.2, max: 4, noNaN: true });
    const commits = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(rates, loads, commits, (perSecond, times, commitMs) => {
        const { run } = openServer();
        const load = { arriving: times * perSecond, perSecond, commitMs };
        run({ milliseconds: 3_000, ...load });
        const { completedPerSecond, p99 } = run({ milliseconds: 5_000, ...load });
        expect(p99).toBeLessThan(800);
        expect(completedPerSecond).toBeGreaterThan(0.9 * perSecond);
      }),
      { numRuns: 20 },
    );
  });

  test("accepts more again as soon as it is faster", () => {
    const { limit, run } = openServer();
    run({ milliseconds: 5_000, arriving: 2_000, perSecond: 600 });
    expect(limit.current).toBeLessThan(400);
    run({ milliseconds: 1_000, arriving: 6_000, perSecond: 10_000 });
    expect(limit.current).toBeGreaterThan(3_000);
    const { accepted } = run({ milliseconds: 1_000, arriving: 6_000, perSecond: 10_000 });
    expect(accepted).toBe(6_000);
  });

  test("keeps its limit while callers that it rejected return in waves", () => {
    const { arrive, run } = openServer();
    run({ milliseconds: 5_000, arriving: 1_000, perSecond: 300 });
    for (let wave = 0; wave < 5; wave += 1) {
      run({ milliseconds: 2_000, arriving: 0, perSecond: 300 });
      expect(arrive(1000)).toBeLessThan(500);
    }
  });

  test("has no limit left after five seconds in which it rejected nothing", () => {
    const { arrive, run } = openServer();
    run({ milliseconds: 5_000, arriving: 1_000, perSecond: 300 });
    run({ milliseconds: 5_001, arriving: 10, perSecond: 300 });
    expect(arrive(1000)).toBe(1000);
  });

  test("rejects requests that the event loop reads late", () => {
    expect(openServer({ turnAge: MAX_WAIT }).arrive(1000)).toBe(1000);
    expect(openServer({ turnAge: MAX_WAIT + 1 }).arrive(1000)).toBe(256);
  });

  test("still accepts 256 requests, however slow it is, unless the operator allows fewer", () => {
    for (const [max, least] of [
      [MAX, 256],
      [10, 10],
    ] as const) {
      const { limit, run } = openServer({ max });
      run({ milliseconds: 20_000, arriving: 1_000, perSecond: 10 });
      expect(limit.current).toBe(least);
    }
  });
});
