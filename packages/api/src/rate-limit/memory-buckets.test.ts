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

  take(): boolean {
    const isTaken = this.#level >= 60_000;
    if (isTaken) this.#level -= 60_000;
    return isTaken;
  }

  get calls(): number {
    return Math.floor(this.#level / 60_000);
  }

  get msToNext(): number {
    return (60_000 - this.#level) / this.#perMinute;
  }
}

/** Rates whose refill takes whole microseconds, so that both count exactly. */
const perMinute = fc.constantFrom(1, 5, 10, 60, 120, 600, 6_000, 60_000, 600_000);
const steps = fc.array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(20_000)), { maxLength: 100 });

test("a bucket behaves like the textbook one: same admissions, remaining calls and waits", () => {
  fc.assert(
    fc.property(perMinute, steps, (rate, pauses) => {
      let now = 1_700_000_000_000;
      const buckets = new MemoryBuckets(() => new Date(now));
      const model = new ModelBucket(rate);
      for (const pause of pauses) {
        now += pause;
        model.pass(pause);
        const isTaken = model.take();
        const taken = buckets.take("bucket", { perMinute: rate });
        expect([taken.waitMs === 0, taken.remaining]).toEqual([isTaken, model.calls]);
        if (isTaken) continue;
        expect(taken.waitMs).toBeCloseTo(Math.max(1, model.msToNext), 0);
      }
    }),
    { numRuns: 100 },
  );
});

test("a caller that waits for the reported time is admitted", () => {
  fc.assert(
    fc.property(perMinute, steps, (rate, pauses) => {
      let now = 1_700_000_000_000;
      const buckets = new MemoryBuckets(() => new Date(now));
      for (const pause of pauses) {
        now += pause;
        const { waitMs } = buckets.take("bucket", { perMinute: rate });
        if (waitMs === 0) continue;
        now += Math.ceil(waitMs);
        expect(buckets.take("bucket", { perMinute: rate }).waitMs).toBe(0);
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
  for (; now < 60_000; now += 1) if (buckets.take("bucket", rate).waitMs === 0) made += 1;
  expect(made).toBeLessThanOrEqual(1300);
  expect(made).toBeGreaterThan(1290);
});

test("buckets are independent", () => {
  const buckets = new MemoryBuckets(() => new Date(0));
  while (buckets.take("one", { perMinute: 60 }).waitMs === 0);
  expect(buckets.take("other", { perMinute: 60 })).toMatchObject({ waitMs: 0, remaining: 9 });
});

test("after the clock is set back, no caller waits longer than for an empty bucket", () => {
  let now = 1_700_000_000_000;
  const buckets = new MemoryBuckets(() => new Date(now));
  const rate = { perMinute: 60 };
  while (buckets.take("one", rate).waitMs === 0);
  now -= 3_600_000;
  const { waitMs } = buckets.take("one", rate);
  expect(waitMs).toBeGreaterThan(0); // the bucket is not full either
  expect(waitMs).toBeLessThanOrEqual(1000);
  now += 1000;
  expect(buckets.take("one", rate).waitMs).toBe(0);
});
