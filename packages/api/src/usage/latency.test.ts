import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketIndexOf, LATENCY_BOUNDS, latencyOf } from "./latency.js";

function histogramOf(latencies: readonly number[]): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const milliseconds of latencies) {
    const bound = LATENCY_BOUNDS[bucketIndexOf(milliseconds / 1000)] ?? 0;
    histogram.set(bound, (histogram.get(bound) ?? 0) + 1);
  }
  return histogram;
}

test("each percentile is in the bucket of the call with that rank", () => {
  const latencies = fc.array(fc.double({ min: 0.001, max: 99_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(latencies, (unordered) => {
      const sorted = unordered.toSorted((a, b) => a - b);
      const latency = latencyOf(histogramOf(sorted));
      const told = [latency?.p50, latency?.p95, latency?.p99];
      [0.5, 0.95, 0.99].forEach((part, at) => {
        const exact = sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
        const bucket = bucketIndexOf(exact / 1000);
        expect(told[at]).toBeGreaterThanOrEqual((LATENCY_BOUNDS[bucket - 1] ?? 0) / 1000);
        expect(told[at]).toBeLessThanOrEqual((LATENCY_BOUNDS[bucket] ?? 0) / 1000);
      });
    }),
  );
});

test("a call at a bound is within it, and one beyond all bounds counts in the last bucket", () => {
  LATENCY_BOUNDS.forEach((bound, at) => expect(bucketIndexOf(bound / 1_000_000)).toBe(at));
  expect(bucketIndexOf(1000)).toBe(LATENCY_BOUNDS.length - 1);
  expect(latencyOf(new Map())).toBeNull();
});
