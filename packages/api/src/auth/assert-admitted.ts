import { AppError } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { nowOf } from "../trpc/now-of.js";
import type { Context } from "../trpc/context.js";
import { isBanned } from "../users/lifecycle/transitions.js";
import type { Actor } from "./actor.js";
import { isIssuedBefore } from "./is-issued-before.js";

/**
 * Checks before each call that the owner of a user token may make it. A user that does not exist may: it can add itself.
 *
 * @returns whether a user token's user exists.
 * @throws AppError USER_DEACTIVATED, USER_BANNED, or UNAUTHENTICATED if the user was deleted or the token was revoked.
 */
export async function assertAdmitted(
  context: Pick<Context, "services">,
  actor: Actor,
): Promise<boolean> {
  if (actor.kind !== "user") return false;
  const { users } = context.services.database;
  const state = await users.getState(actor.appId, actor.userId);
  if (!state) return false;
  const { deletedAt, deactivatedAt, bannedUntil, tokensValidAfter } = state;
  if (deletedAt !== null) throw new AppError("UNAUTHENTICATED", "The token's user was deleted");
  if (tokensValidAfter !== null && isIssuedBefore(actor, tokensValidAfter)) {
    throw new AppError("UNAUTHENTICATED", "The token was revoked; sign in again");
  }
  if (deactivatedAt !== null) throw new AppError("USER_DEACTIVATED", "This user is deactivated");
  if (!isBanned(state, nowOf(context))) return true;
  const until = bannedUntil === null ? null : toTimestamp(bannedUntil);
  const end = until === null ? "" : ` until ${until}`;
  throw new AppError("USER_BANNED", `This user is banned${end}`, { details: { until } });
}
