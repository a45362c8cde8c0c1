import type { UserState } from "@roster/db";
import type { Transition } from "./change-status.js";

/** The change of a user that is not soft-deleted; a deleted one counts as missing. */
const ofStored = (
  type: Transition["type"],
  change: (state: UserState, now: bigint) => UserState,
): Transition => ({
  type,
  change: (state, now) => (state.deletedAt === null ? change(state, now) : null),
});

export const deactivation = ofStored("user.deactivated", (state, now) =>
  state.deactivatedAt === null ? { ...state, deactivatedAt: now } : state,
);

export const reactivation = ofStored("user.reactivated", (state) =>
  state.deactivatedAt === null ? state : { ...state, deactivatedAt: null },
);

export interface Ban {
  readonly now: bigint;
  /** Null: it does not end. */
  readonly until: bigint | null;
  readonly reason: string | null;
}

/** A ban with the same end and reason stays as it is, unless it has expired. */
export const banOf = ({ now, until, reason }: Ban): Transition =>
  ofStored("user.banned", (state, bannedAt) => {
    const isSame = state.bannedUntil === until && state.banReason === reason;
    if (isSame && isBanned(state, now)) return state;
    return { ...state, bannedAt, bannedUntil: until, banReason: reason };
  });

export const noBan = { bannedAt: null, bannedUntil: null, banReason: null };

/** A ban that has expired is no longer one. */
export const unbanAt = (now: bigint): Transition =>
  ofStored("user.unbanned", (state) => (isBanned(state, now) ? { ...state, ...noBan } : state));

/** Tokens that were revoked stay revoked, whatever the server's clock says now. */
export const revocation = ofStored("user.tokensRevoked", (state, now) => {
  const { tokensValidAfter: earlier } = state;
  return { ...state, tokensValidAfter: earlier !== null && earlier > now ? earlier : now };
});

export const softRemoval: Transition = {
  type: "user.deleted",
  details: { mode: "soft" },
  change: (state, now) => (state.deletedAt === null ? { ...state, deletedAt: now } : state),
};

export const restoration: Transition = {
  type: "user.restored",
  change: (state) => (state.deletedAt === null ? state : { ...state, deletedAt: null }),
};

/** Whether there is a ban that has not expired. */
export function isBanned(
  { bannedAt, bannedUntil }: Pick<UserState, "bannedAt" | "bannedUntil">,
  now: bigint,
): boolean {
  return bannedAt !== null && (bannedUntil === null || bannedUntil > now);
}
