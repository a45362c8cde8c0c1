import { z } from "zod";
import { type ErrorCode, errors } from "../errors/errors.js";
import { checkPeriod } from "./stats-period.js";
import type { UsageKind } from "./usage-kinds.js";
import { Timestamp } from "../users/user.js";

/** How long calls per minute are stored, in hours; earlier steps have no calls. */
export const USAGE_HOURS = 48;

const MINUTE_RULE = "must be a whole minute, because calls are counted per minute";
const Minute = Timestamp.endsWith(":00.000000Z", MINUTE_RULE);

/** From `from` to `to` (exclusive), in steps of `step` seconds; all three are whole minutes. */
export const UsageStatsInput = z
  .strictObject({
    from: Minute,
    to: Minute,
    step: z.int().min(60).max(31_622_400).multipleOf(60, "must be a multiple of 60"),
  })
  .superRefine(checkPeriod);
export type UsageStatsInput = z.infer<typeof UsageStatsInput>;

const codes = Object.keys(errors).filter((code): code is ErrorCode => Object.hasOwn(errors, code));
const Calls = z.int().min(0);
const Milliseconds = z.number().min(0);

export const Usage = z.object({
  /** All calls, failed ones included. A call for many users counts once. */
  calls: z.object({
    adds: Calls,
    reads: Calls,
    updates: Calls,
    removals: Calls,
    others: Calls,
  } satisfies Record<UsageKind, typeof Calls>),
  /** The number of failed calls by error code; codes without failures are omitted. */
  errors: z.partialRecord(z.enum(codes), Calls),
  /**
   * Latency percentiles in milliseconds, estimated within the buckets of the server's histogram, whose bounds
   * are 1, 2 and 5 of each decade. Null if there were no calls.
   */
  latency: z.object({ p50: Milliseconds, p95: Milliseconds, p99: Milliseconds }).nullable(),
});
export type Usage = z.infer<typeof Usage>;

export const UsageStats = z.object({
  /** One for each step, including steps without calls. */
  points: z.array(Usage.extend({ from: Timestamp })),
  /** The whole period. */
  total: Usage,
});
export type UsageStats = z.infer<typeof UsageStats>;
