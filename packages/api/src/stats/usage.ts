import { UsageStats, UsageStatsInput } from "@roster/contract";
import type { UsageInStep } from "@roster/db";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";
import { toUsage } from "../usage/to-usage.js";

/** The app's calls, errors and latency in each step of a period. */
export const usage = procedureFor({ scope: "stats:read", role: "viewer" })
  .input(UsageStatsInput)
  .output(UsageStats)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    await chargeAs(SCAN_CALLS);
    const { from, to, step } = input;
    const rows = await services.database.usage.list(actor.appId, input, scanRequestOf(ctx));
    const start = Date.parse(from);
    const stepCount = Math.ceil((Date.parse(to) - start) / 1000 / step);
    const rowsByStep: UsageInStep[][] = Array.from({ length: stepCount }, () => []);
    for (const row of rows) rowsByStep[row.stepIndex]?.push(row);
    const points = rowsByStep.map((stepRows, index) => ({
      from: new Date(start + index * step * 1000).toISOString().replace("Z", "000Z"),
      ...toUsage(stepRows),
    }));
    return { points, total: toUsage(rows) };
  });
