import type { z } from "zod";

/** The most steps of one answer. */
export const MAX_STATS_STEPS = 1000;

/** From `from` on and before `to`, cut into steps of so many seconds; the last may be shorter. */
export interface StatsPeriod {
  readonly from: string;
  readonly to: string;
  readonly step: number;
}

/** What a period of figures is held to, beside the form of its parts. */
export function checkPeriod({ from, to, step }: StatsPeriod, context: z.RefinementCtx): void {
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
}
