import { z } from "zod";
import { type ErrorCode, errors } from "../errors/errors.js";
import { checkPeriod } from "./stats-period.js";
import type { UsageKind } from "./usage-kinds.js";
import { Timestamp } from "../users/user.js";

/** For how long minutes are kept, in hours; the steps of a period before that have no calls. */
export const USAGE_HOURS = 48;

const MINUTE_RULE = "must be a whole minute, since calls are counted by the minute";
const Minute = Timestamp.endsWith(":00.000000Z", MINUTE_RULE);

/** A period of whole minutes, cut into steps of so many seconds; the last may be shorter. */
export const UsageStatsInput = z
  .strictObject({
    from: Minute,
    to: Minute,
    step: z.int().min(60).max(31_622_400).multipleOf(60, "must be whole minutes, in seconds"),
  })
  .superRefine(checkPeriod);
export type UsageStatsInput = z.infer<typeof UsageStatsInput>;

const codes = Object.keys(errors).filter((code): code is ErrorCode => Object.hasOwn(errors, code));
const Calls = z.int().min(0);
const Milliseconds = z.number().min(0);

export const Usage = z.object({
  /** Whatever became of them. A call for many users is one. */
  calls: z.object({
    adds: Calls,
    reads: Calls,
    updates: Calls,
    removals: Calls,
    others: Calls,
  } satisfies Record<UsageKind, typeof Calls>),
  /** How many of the calls ended in an error, by its code; without the codes that none ended in. */
  errors: z.partialRecord(z.enum(codes), Calls),
  /**
   * So long, in milliseconds, that 50, 95 and 99 of 100 calls took no longer: estimated within the bucket of
   * the server's histogram, whose bounds are 1, 2 and 5 of each decade. Null where there was no call.
   */
  latency: z.object({ p50: Milliseconds, p95: Milliseconds, p99: Milliseconds }).nullable(),
});
export type Usage = z.infer<typeof Usage>;

export const UsageStats = z.object({
  /** One for each step, those without a call among them. */
  points: z.array(Usage.extend({ from: Timestamp })),
  /** Of the whole period. */
  total: Usage,
});
export type UsageStats = z.infer<typeof UsageStats>;
