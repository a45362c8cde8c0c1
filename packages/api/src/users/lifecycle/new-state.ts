import type { NewUserState } from "@roster/contract";
import { fromTimestamp, type NewUser, type UserState } from "@roster/db";
import { noBan } from "./transitions.js";

/** How the state that a new user brings changes another; undefined if it brings none. */
export function toNewState(user: NewUserState): NewUser["changeState"] {
  const { status, deactivatedAt, ban, tokensValidAfter } = user;
  if (status === undefined && ban === undefined && tokensValidAfter === undefined) return undefined;
  const deactivated = toTime(deactivatedAt);
  const validAfter = toTime(tokensValidAfter);
  return (state, now) => {
    const next: UserState = {
      ...state,
      ...(status === "active" && { deactivatedAt: null }),
      ...(status === "deactivated" && { deactivatedAt: deactivated ?? state.deactivatedAt ?? now }),
      ...(ban === null && noBan),
      ...(ban && toBan(ban, state, now)),
      tokensValidAfter: later(state.tokensValidAfter, validAfter),
    };
    return isSame(state, next) ? state : next;
  };
}

const toTime = (time: string | null | undefined) => (time ? fromTimestamp(time) : null);

function toBan(
  { until, reason = null, bannedAt }: NonNullable<NewUserState["ban"]>,
  state: UserState,
  now: bigint,
) {
  const bannedUntil = toTime(until);
  const isSameBan = state.bannedUntil === bannedUntil && state.banReason === reason;
  const since = toTime(bannedAt) ?? (isSameBan ? state.bannedAt : null) ?? now;
  return { bannedAt: since, bannedUntil, banReason: reason };
}

/** Tokens that were revoked stay revoked. */
const later = (one: bigint | null, other: bigint | null) =>
  one === null || (other !== null && other > one) ? other : one;

const isSame = (one: UserState, other: UserState) =>
  one.deactivatedAt === other.deactivatedAt &&
  one.bannedAt === other.bannedAt &&
  one.bannedUntil === other.bannedUntil &&
  one.banReason === other.banReason &&
  one.tokensValidAfter === other.tokensValidAfter;
