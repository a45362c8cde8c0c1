import { z } from "zod";
import { Timestamp } from "./user.js";

/** The most steps of one answer. */
export const MAX_STATS_STEPS = 1000;

/** A period, from `from` on and before `to`, cut into steps of so many seconds; the last may be shorter. */
export const UserStatsInput = z
  .strictObject({ from: Timestamp, to: Timestamp, step: z.int().min(1).max(31_622_400) })
  .superRefine(({ from, to, step }, context) => {
    if (from < "1970") {
      context.addIssue({ code: "custom", path: ["from"], message: "must not be before 1970" });
    }
    if (to <= from) {
      context.addIssue({ code: "custom", path: ["to"], message: "must be later than from" });
      return;
    }
    const steps = Math.ceil((Date.parse(to) - Date.parse(from)) / 1000 / step);
    if (step < 1 || steps <= MAX_STATS_STEPS) return;
    const message = `makes ${steps} steps of the period, ${MAX_STATS_STEPS} at most; take a longer step`;
    context.addIssue({ code: "custom", path: ["step"], message });
  });
export type UserStatsInput = z.infer<typeof UserStatsInput>;

export const UserStats = z.object({
  /** One for each step, those in which none was added among them. */
  points: z.array(z.object({ from: Timestamp, added: z.int().min(0) })),
  /** All users that the app has now. */
  total: z.int().min(0),
});
export type UserStats = z.infer<typeof UserStats>;
