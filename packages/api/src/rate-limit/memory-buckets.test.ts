import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryBuckets } from "./memory-buckets.js";
import { burstOf } from "./token-bucket.js";

/** The textbook token bucket, in sixty-thousandths of a call, so that a millisecond refills it by whole numbers. */
class ModelBucket {
  readonly #perMinute: number;
  readonly #full: number;
  #level: number;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
    this.#full = burstOf({ perMinute }) * 60_000;
    this.#level = this.#full;
  }

  pass(milliseconds: number): void {
    this.#level = Math.min(this.#full, this.#level + milliseconds * this.#perMinute);
  }

  take(calls: number): boolean {
    const isTaken = this.#level >= calls * 60_000;
    if (isTaken) this.#level -= calls * 60_000;
    return isTaken;
  }

  get calls(): number {
    return Math.floor(this.#level / 60_000);
  }

  msTo(calls: number): number {
    return (calls * 60_000 - this.#level) / this.#perMinute;
  }
}

/** Rates whose refill takes whole microseconds, so that both count exactly. */
const perMinute = fc.constantFrom(1, 5, 10, 60, 120, 600, 6_000, 60_000, 600_000);
/** Pauses, and how many calls to take after each. */
const steps = fc.array(
  fc.tuple(
    fc.oneof(fc.constant(0), fc.nat(50), fc.nat(20_000)),
    fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 10 })),
  ),
  { maxLength: 100 },
);

test("a bucket behaves like the textbook one: same admissions, remaining calls and waits", () => {
  fc.assert(
    fc.property(perMinute, steps, (rate, taking) => {
      let now = 1_700_000_000_000;
      const buckets = new MemoryBuckets(() => new Date(now));
      const model = new ModelBucket(rate);
      for (const [pause, wanted] of taking) {
        const calls = Math.min(wanted, burstOf({ perMinute: rate }));
        now += pause;
        model.pass(pause);
        const isTaken = model.take(calls);
        const taken = buckets.take("bucket", { perMinute: rate }, calls);
        expect([taken.waitMs === 0, taken.remaining]).toEqual([isTaken, model.calls]);
        if (isTaken) continue;
        expect(taken.waitMs).toBeCloseTo(Math.max(1, model.msTo(calls)), 0);
      }
    }),
    { numRuns: 100 },
  );
});

test("a caller that waits for the reported time is admitted", () => {
  fc.assert(
    fc.property(perMinute, steps, (rate, taking) => {
      let now = 1_700_000_000_000;
      const buckets = new MemoryBuckets(() => new Date(now));
      for (const [pause, wanted] of taking) {
        const calls = Math.min(wanted, burstOf({ perMinute: rate }));
        now += pause;
        const { waitMs } = buckets.take("bucket", { perMinute: rate }, calls);
        if (waitMs === 0) continue;
        now += Math.ceil(waitMs);
        expect(buckets.take("bucket", { perMinute: rate }, calls).waitMs).toBe(0);
      }
    }),
    { numRuns: 100 },
  );
});

test("no minute has more calls than the rate and a burst", () => {
  let now = 0;
  const buckets = new MemoryBuckets(() => new Date(now));
  const rate = { perMinute: 1200 };
  let made = 0;
  for (; now < 60_000; now += 1) if (buckets.take("bucket", rate, 1).waitMs === 0) made += 1;
  expect(made).toBeLessThanOrEqual(1300);
  expect(made).toBeGreaterThan(1290);
});

test("buckets are independent", () => {
  const buckets = new MemoryBuckets(() => new Date(0));
  while (buckets.take("one", { perMinute: 60 }, 1).waitMs === 0);
  expect(buckets.take("other", { perMinute: 60 }, 1)).toMatchObject({ waitMs: 0, remaining: 9 });
});

test("after the clock is set back, no caller waits longer than for an empty bucket", () => {
  let now = 1_700_000_000_000;
  const buckets = new MemoryBuckets(() => new Date(now));
  const rate = { perMinute: 60 };
  while (buckets.take("one", rate, 1).waitMs === 0);
  now -= 3_600_000;
  const { waitMs } = buckets.take("one", rate, 1);
  expect(waitMs).toBeGreaterThan(0); // the bucket is not full either
  expect(waitMs).toBeLessThanOrEqual(1000);
  now += 1000;
  expect(buckets.take("one", rate, 1).waitMs).toBe(0);
});
