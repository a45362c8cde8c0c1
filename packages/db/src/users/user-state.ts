import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { User } from "@roster/contract";
import { toTimestamp } from "../clock.js";

/** What a user's row says about its state. Times are in microseconds since 1970. */
export interface UserState {
  readonly deactivatedAt: bigint | null;
  readonly bannedAt: bigint | null;
  /** Null if the ban does not end. */
  readonly bannedUntil: bigint | null;
  readonly banReason: string | null;
  readonly tokensValidAfter: bigint | null;
  /** When it was softly deleted. */
  readonly deletedAt: bigint | null;
}

/** Of an active user that is not banned and whose tokens were not revoked. */
export const activeState: UserState = {
  deactivatedAt: null,
  bannedAt: null,
  bannedUntil: null,
  banReason: null,
  tokensValidAfter: null,
  deletedAt: null,
};

const part = (column: Sql) => sql`COALESCE(CAST(${column} AS TEXT), '') || ','`;

/** Of a soft-deleted user, also in the trash, which swaps the two columns. */
const minusDeletedAt = sql`CASE WHEN users.created_at < 0 THEN users.created_at ELSE users.deleted_created_at END`;

/**
 * The state as one column, which is NULL for {@link activeState}: nearly all users have it, so the engine evaluates no
 * more than the first condition. The reason comes last, because it can contain commas.
 */
export const stateText = sql`CASE WHEN COALESCE(users.deactivated_at, users.banned_at,
    users.tokens_valid_after, users.deleted_created_at) IS NOT NULL
  THEN ${part(sql`users.deactivated_at`)} || ${part(sql`users.banned_at`)} ||
    ${part(sql`users.banned_until`)} || ${part(sql`users.tokens_valid_after`)} ||
    ${part(sql`CASE WHEN users.deleted_created_at IS NOT NULL THEN -${minusDeletedAt} END`)} ||
    COALESCE(users.ban_reason, '') END`;

/** The state of a value of {@link stateText}. */
export function parseState(text: unknown): UserState {
  if (typeof text !== "string") return activeState;
  const [deactivatedAt, bannedAt, bannedUntil, tokensValidAfter, deletedAt, ...reason] =
    text.split(",");
  const banReason = reason.join(",");
  return {
    deactivatedAt: toTime(deactivatedAt),
    bannedAt: toTime(bannedAt),
    bannedUntil: toTime(bannedUntil),
    banReason: banReason === "" ? null : banReason,
    tokensValidAfter: toTime(tokensValidAfter),
    deletedAt: toTime(deletedAt),
  };
}

const toTime = (text = "") => (text === "" ? null : BigInt(text));

/** The fields of a user that differ between two states. */
export function findChangedFields(before: UserState, after: UserState): string[] {
  const differs = (...keys: (keyof UserState)[]) => keys.some((key) => before[key] !== after[key]);
  return [
    ...(differs("deactivatedAt", "deletedAt") ? ["status"] : []),
    ...(differs("bannedAt", "bannedUntil", "banReason") ? ["ban"] : []),
    ...(differs("tokensValidAfter") ? ["tokensValidAfter"] : []),
  ];
}

export type UserStateFields = Pick<
  User,
  "status" | "ban" | "deactivatedAt" | "deletedAt" | "tokensValidAfter"
>;

const activeFields: UserStateFields = { status: "active", ban: null };

/** A user's fields about its state. A ban is reported even if it has expired. */
export function toStateFields(state: UserState): UserStateFields {
  if (state === activeState) return activeFields;
  const { deactivatedAt, bannedAt, bannedUntil, banReason, tokensValidAfter, deletedAt } = state;
  const active = deactivatedAt === null ? "active" : "deactivated";
  return {
    status: deletedAt === null ? active : "deleted",
    ban:
      bannedAt === null
        ? null
        : {
            until: bannedUntil === null ? null : toTimestamp(bannedUntil),
            reason: banReason,
            bannedAt: toTimestamp(bannedAt),
          },
    ...(deactivatedAt !== null && { deactivatedAt: toTimestamp(deactivatedAt) }),
    ...(deletedAt !== null && { deletedAt: toTimestamp(deletedAt) }),
    ...(tokensValidAfter !== null && { tokensValidAfter: toTimestamp(tokensValidAfter) }),
  };
}

/** The fields of a user that say more than {@link activeState}, to be stored with a response. */
export function storedStateOf(user: UserStateFields): UserStateFields | undefined {
  const { status, ban, deactivatedAt, deletedAt, tokensValidAfter } = user;
  if (status === "active" && !ban && tokensValidAfter === undefined) return undefined;
  return { status, ban, deactivatedAt, deletedAt, tokensValidAfter };
}
