import type { User } from "@roster/contract";
import { fromTimestamp } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";
import { nowOf } from "../trpc/now-of.js";

type HoldContext = Pick<Context, "hold" | "services"> & { readonly actor: Actor };

/**
 * The users as the caller may see them: without bans that have expired, and, for user tokens, without the reasons of
 * others. Counts their data as held in memory until the response is written.
 */
export function holdUsers<Returned extends User>(
  ctx: HoldContext,
  users: readonly Returned[],
): Returned[] {
  ctx.hold?.(users.reduce((sum, { data }) => sum + data.text.length, 0));
  return users.map((user) => (user.ban === null ? user : withVisibleBan(ctx, user)));
}

/** The same for one user. */
export function returnUser<Returned extends User>(ctx: HoldContext, user: Returned): Returned {
  const [visible = user] = holdUsers(ctx, [user]);
  return visible;
}

function withVisibleBan<Returned extends User>(ctx: HoldContext, user: Returned): Returned {
  const { ban } = user;
  const hasEnded = ban !== null && ban.until !== null && fromTimestamp(ban.until) <= nowOf(ctx);
  if (!ban || hasEnded) return { ...user, ban: null };
  return ctx.actor.kind === "user" ? { ...user, ban: { ...ban, reason: null } } : user;
}
