import type { z } from "zod";

/** The maximum number of steps in one result. */
export const MAX_STATS_STEPS = 1000;

/** From `from` to `to` (exclusive), in steps of `step` seconds; the last one may be shorter. */
export interface StatsPeriod {
  readonly from: string;
  readonly to: string;
  readonly step: number;
}

/** Checks the rules that involve more than one field of a period. */
export function checkPeriod({ from, to, step }: StatsPeriod, context: z.RefinementCtx): void {
  if (from < "1970") {
    context.addIssue({ code: "custom", path: ["from"], message: "must not be before 1970" });
  }
  if (to <= from) {
    context.addIssue({ code: "custom", path: ["to"], message: "must be after from" });
    return;
  }
  const steps = Math.ceil((Date.parse(to) - Date.parse(from)) / 1000 / step);
  if (step < 1 || steps <= MAX_STATS_STEPS) return;
  const message = `divides the period into ${steps} steps; use a longer step (at most ${MAX_STATS_STEPS} steps)`;
  context.addIssue({ code: "custom", path: ["step"], message });
}
