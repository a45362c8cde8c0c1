import {
  RevertManyUsersInput,
  RevertManyUsersResult,
  type ReplayedUser,
  type RevertUserOutcome,
} from "@roster/contract";
import type { VersionMismatch } from "@roster/db";
import { authorizeApp } from "../auth/actor.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { procedure } from "../trpc/procedure.js";
import { toRejectedOutcome } from "./rejected-outcome.js";
import { planReverts, revertUser } from "./revert/revert-user.js";

/** How many users are reverted at once: the data of their versions is held in memory. */
const BATCH_SIZE = 100;

/** Restores an earlier version of each user. A user that is missing, or whose version cannot be restored, affects no other. */
export const revertMany = procedure
  .input(RevertManyUsersInput)
  .output(RevertManyUsersResult)
  .mutation(async ({ ctx, input: { users } }) => {
    authorizeApp(ctx.actor, "write");
    await ctx.chargeAs(callsForUsers(users.length));
    const results: RevertUserOutcome[] = [];
    for (let start = 0; start < users.length; start += BATCH_SIZE) {
      const planned = await planReverts(ctx, users.slice(start, start + BATCH_SIZE));
      const settled = await Promise.allSettled(planned.map((one) => revertUser(ctx, one)));
      results.push(...settled.map((one, index) => toOutcome(planned[index]?.id ?? "", one)));
    }
    return { results };
  });

function toOutcome(
  id: string,
  reverted: PromiseSettledResult<ReplayedUser | VersionMismatch | null>,
): RevertUserOutcome {
  if (reverted.status === "rejected") return toRejectedOutcome(id, reverted.reason);
  const user = reverted.value;
  if (!user) return { status: "missing", id };
  return "version" in user
    ? { status: "reverted", id, version: user.version }
    : { status: "outdated", id, currentVersion: user.currentVersion };
}
