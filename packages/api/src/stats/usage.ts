import { UsageStats, UsageStatsInput } from "@roster/contract";
import type { UsageInStep } from "@roster/db";
import { procedure } from "../trpc/procedure.js";
import { toUsage } from "../usage/to-usage.js";
import { authorizeStats } from "./authorize-stats.js";

/** What the app asked the servers in each step of a period, how it ended, and how long it took. */
export const usage = procedure
  .input(UsageStatsInput)
  .output(UsageStats)
  .query(async ({ ctx: { actor, services }, input }) => {
    authorizeStats(actor);
    const { from, to, step } = input;
    const rows = await services.database.usage.list(actor.appId, input);
    const start = Date.parse(from);
    const steps = Math.ceil((Date.parse(to) - start) / 1000 / step);
    const rowsOfSteps: UsageInStep[][] = Array.from({ length: steps }, () => []);
    for (const row of rows) rowsOfSteps[row.stepIndex]?.push(row);
    const points = rowsOfSteps.map((own, at) => ({
      from: new Date(start + at * step * 1000).toISOString().replace("Z", "000Z"),
      ...toUsage(own),
    }));
    return { points, total: toUsage(rows) };
  });
