import type { ReplayedUser } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { fromTimestamp } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";
import { nowOf } from "../trpc/now-of.js";
import { mapInTurns } from "./map-in-turns.js";
import { type PublicPaths, publicSelector } from "./visibility.js";

type HoldContext = Pick<Context, "hold" | "services"> & { readonly actor: Actor };

const NO_DATA = { data: trustedJsonText("{}"), dataOmitted: true } as const;

/**
 * The users as the caller may see them: without bans that have expired. A caller that may change users but not read
 * them gets no data. Counts the data as held in memory until the response is written.
 */
export function holdUsers(ctx: HoldContext, users: readonly ReplayedUser[]): ReplayedUser[] {
  return hold(ctx, users.map(toVisible(ctx, null)));
}

/**
 * The same for a call that reads users: others only as far as they are public.
 *
 * @throws AppError CANCELLED if the caller no longer waits for the response.
 */
export async function holdVisibleUsers(
  ctx: HoldContext & Pick<Context, "getSignal">,
  users: readonly ReplayedUser[],
  publicPaths: PublicPaths,
): Promise<ReplayedUser[]> {
  if (!publicPaths) return holdUsers(ctx, users);
  return hold(ctx, await mapInTurns(users, toVisible(ctx, publicPaths), ctx.getSignal));
}

function hold(ctx: HoldContext, visible: ReplayedUser[]): ReplayedUser[] {
  ctx.hold?.(visible.reduce((sum, { data }) => sum + data.text.length, 0));
  return visible;
}

/** The same for one user. */
export function returnUser(ctx: HoldContext, user: ReplayedUser): ReplayedUser {
  const [visible = user] = holdUsers(ctx, [user]);
  return visible;
}

function toVisible(ctx: HoldContext, publicPaths: PublicPaths) {
  const { actor } = ctx;
  const isReader = mayRead(actor);
  const select = publicPaths && publicSelector(publicPaths);
  return (user: ReplayedUser): ReplayedUser => {
    if (!isReader) return { ...withVisibleBan(ctx, user), ...NO_DATA };
    if (!select || (actor.kind === "user" && user.id === actor.userId)) {
      return user.ban === null ? user : withVisibleBan(ctx, user);
    }
    const { id, version, createdAt, updatedAt, data } = user;
    const state = { status: "active", ban: null } as const;
    return { id, data: select(data), version, createdAt, updatedAt, ...state };
  };
}

/** Whether the caller gets the data of the users that it changes. */
export function mayRead(actor: Actor): boolean {
  if (actor.kind === "admin") return true;
  const isInScope = actor.scopes.has("users:read");
  if (actor.kind === "user") return isInScope;
  return isInScope && (actor.actions.has("read") || actor.returnsData === true);
}

/** Only readers among backends and administrators see the reason. */
function withVisibleBan(ctx: HoldContext, user: ReplayedUser): ReplayedUser {
  const { ban } = user;
  const hasEnded = ban !== null && ban.until !== null && fromTimestamp(ban.until) <= nowOf(ctx);
  if (!ban || hasEnded) return { ...user, ban: null };
  const seesReason = ctx.actor.kind !== "user" && mayRead(ctx.actor);
  return seesReason ? user : { ...user, ban: { ...ban, reason: null } };
}
