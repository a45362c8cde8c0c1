import { UserStats, UserStatsInput } from "@roster/contract";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";

/** How many users the app added in each step of a period, and how many it has now. */
export const users = procedureFor({ scope: "stats:read", role: "viewer" })
  .input(UserStatsInput)
  .output(UserStats)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    await chargeAs(SCAN_CALLS);
    const request = scanRequestOf(ctx);
    const { userStats, users: stored } = services.database;
    const [points, total] = await Promise.all([
      userStats.countAdded(actor.appId, input, request),
      stored.count(actor.appId, {}, request),
    ]);
    return { points, total };
  });
