import type { Usage } from "@roster/contract";
import type { UsageInStep } from "@roster/db";
import { latencyOf } from "./latency.js";

/** Adds up the counts. */
export function toUsage(rows: readonly UsageInStep[]): Usage {
  const calls: Usage["calls"] = { adds: 0, reads: 0, updates: 0, removals: 0, others: 0 };
  const errors: Usage["errors"] = {};
  const histogram = new Map<number, number>();
  for (const row of rows) {
    calls[row.kind] += row.calls;
    if (row.code !== "OK") errors[row.code] = (errors[row.code] ?? 0) + row.calls;
    histogram.set(row.upTo, (histogram.get(row.upTo) ?? 0) + row.calls);
  }
  return { calls, errors, latency: latencyOf(histogram) };
}
