import { UserStats, UserStatsInput } from "@roster/contract";
import { procedure } from "../trpc/procedure.js";
import { authorizeStats } from "./authorize-stats.js";

/** How many of the app's users were added in each step of a period, and how many there are. */
export const users = procedure
  .input(UserStatsInput)
  .output(UserStats)
  .query(async ({ ctx: { actor, services }, input }) => {
    authorizeStats(actor);
    const { userStats, users: stored } = services.database;
    const [points, total] = await Promise.all([
      userStats.countAdded(actor.appId, input),
      stored.count(actor.appId, {}),
    ]);
    return { points, total };
  });
