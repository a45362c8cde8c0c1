import {
  RevertManyUsersInput,
  RevertManyUsersResult,
  type ReplayedUser,
  type RevertUserOutcome,
} from "@roster/contract";
import type { VersionMismatch } from "@roster/db";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { procedureFor } from "../trpc/procedure.js";
import { toRejectedOutcome } from "./rejected-outcome.js";
import { planReverts, revertUser } from "./revert/revert-user.js";

/** How many users are reverted at once, at most. */
const BATCH_SIZE = 100;

/** Restores an earlier version of each user. A user that is missing, or whose version cannot be restored, affects no other. */
export const revertMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(RevertManyUsersInput)
  .output(RevertManyUsersResult)
  .mutation(async ({ ctx, input: { users } }) => {
    await ctx.chargeAs(callsForUsers(users.length));
    return ctx.services.responseMemory.withPage(ctx.actor, async (maxBytes) => {
      const results: RevertUserOutcome[] = [];
      while (results.length < users.length) {
        const next = users.slice(results.length, results.length + BATCH_SIZE);
        const planned = await planReverts(ctx, next, maxBytes);
        const reverting = planned.map(async (one) => {
          const reverted = revertUser(ctx, one);
          return reverted.then(
            (user) => toOutcome(one.id, user),
            (error: unknown) => toRejectedOutcome(one.id, error),
          );
        });
        results.push(...(await Promise.all(reverting)));
      }
      return { results };
    });
  });

function toOutcome(id: string, user: ReplayedUser | VersionMismatch | null): RevertUserOutcome {
  if (!user) return { status: "missing", id };
  return "version" in user
    ? { status: "reverted", id, version: user.version }
    : { status: "outdated", id, currentVersion: user.currentVersion };
}
