import { z } from "zod";
import { checkPeriod } from "./stats-period.js";
import { Timestamp } from "../users/user.js";

/** A period, from `from` on and before `to`, cut into steps of so many seconds; the last may be shorter. */
export const UserStatsInput = z
  .strictObject({ from: Timestamp, to: Timestamp, step: z.int().min(1).max(31_622_400) })
  .superRefine(checkPeriod);
export type UserStatsInput = z.infer<typeof UserStatsInput>;

export const UserStats = z.object({
  /** One for each step, those in which none was added among them. */
  points: z.array(z.object({ from: Timestamp, added: z.int().min(0) })),
  /** All users that the app has now. */
  total: z.int().min(0),
});
export type UserStats = z.infer<typeof UserStats>;
