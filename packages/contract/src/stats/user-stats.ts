import { z } from "zod";
import { checkPeriod } from "./stats-period.js";
import { Timestamp } from "../users/user.js";

/** From `from` to `to` (exclusive), in steps of `step` seconds; the last one may be shorter. */
export const UserStatsInput = z
  .strictObject({ from: Timestamp, to: Timestamp, step: z.int().min(1).max(31_622_400) })
  .superRefine(checkPeriod);
export type UserStatsInput = z.infer<typeof UserStatsInput>;

export const UserStats = z.object({
  /** One for each step, including steps without new users. */
  points: z.array(z.object({ from: Timestamp, added: z.int().min(0) })),
  /** The current number of users in the app. */
  total: z.int().min(0),
});
export type UserStats = z.infer<typeof UserStats>;
