import { AppError, UserStats, UserStatsInput } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc.js";

/** How many of the app's users were added in each step of a period, and how many there are. */
export const users = procedure
  .input(UserStatsInput)
  .output(UserStats)
  .query(async ({ ctx: { actor, services }, input }) => {
    if (actor.kind === "user") {
      throw new AppError("FORBIDDEN", "Figures are the app's; use a server token");
    }
    authorize(actor, "read");
    const { userStats, users: stored } = services.database;
    const [points, total] = await Promise.all([
      userStats.added(actor.appId, input),
      stored.count(actor.appId, {}),
    ]);
    return { points, total };
  });
