import type { Usage } from "@roster/contract";

/** The histogram's upper bounds in microseconds, 0.05 ms to 100 s; slower calls count in the last bucket. */
export const LATENCY_BOUNDS: readonly number[] = [
  50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
  1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000,
];

/** The index of the first bound in {@link LATENCY_BOUNDS} that the call did not exceed. */
export function bucketIndexOf(seconds: number): number {
  const micros = seconds * 1_000_000;
  const last = LATENCY_BOUNDS.length - 1;
  let bucket = 0;
  // Most calls are in the first buckets, so a linear search is faster than a binary one.
  while (bucket < last && micros > (LATENCY_BOUNDS[bucket] ?? Infinity)) bucket++;
  return bucket;
}

/** The number of calls by the upper bound of their bucket, in microseconds. */
export type Histogram = ReadonlyMap<number, number>;

/** Null for an empty histogram. */
export function latencyOf(histogram: Histogram): Usage["latency"] {
  const buckets = [...histogram].toSorted(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, calls]) => sum + calls, 0);
  if (total === 0) return null;
  const at = (part: number) => quantile(buckets, part * total) / 1000;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Interpolates linearly within a bucket. */
function quantile(buckets: readonly (readonly [number, number])[], rank: number): number {
  let below = 0;
  for (const [upTo, calls] of buckets) {
    if (below + calls >= rank) {
      const from = LATENCY_BOUNDS.findLast((bound) => bound < upTo) ?? 0;
      return Math.round(from + ((upTo - from) * (rank - below)) / calls);
    }
    below += calls;
  }
  return buckets.at(-1)?.[0] ?? 0;
}
