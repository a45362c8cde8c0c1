import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql, TargetRow } from "../dialects/dialect.js";
import type { UserRow } from "./user-row.js";
import type { UserState } from "./user-state.js";

/** A user whose state to change. */
export interface StateUpdate {
  /** Changes only this row, in this version. */
  readonly row: UserRow;
  readonly state: UserState;
  /** The time of the change, later than that of the row. */
  readonly at: bigint;
}

/** What happens to a user's data: it stays, is put away by a soft deletion, or is put back. */
const moves = { none: 0, away: 1, back: 2 } as const;

/**
 * Atomic: changes a user only in the version from which its new state was computed. A soft-deleted user has no data, so
 * that unique indexes release its values, and a negative creation time, which puts it behind all others in every index.
 */
export function updateStates(dialect: DialectSql, updates: readonly StateUpdate[]): Sql {
  // A creation time is compared by its absolute value, because the numbers of a target cannot be negative.
  const {
    with: targets,
    from,
    where,
    numberAt,
    data,
  } = dialect.targets(
    updates.map(toTarget),
    (number) => sql`users.version = ${number(1)} AND abs(users.created_at) = ${number(2)}`,
  );
  const [at, move] = [numberAt(0), numberAt(3)];
  const moved = (away: Sql, back: Sql, none: Sql) =>
    sql`CASE ${move} WHEN 1 THEN ${away} WHEN 2 THEN ${back} ELSE ${none} END`;
  const [createdAt, deletedCreatedAt] = [sql`users.created_at`, sql`users.deleted_created_at`];
  return sql`
    ${targets}
    UPDATE users
    SET version = users.version + 1,
        updated_at = ${at},
        deactivated_at = ${numberAt(4)},
        banned_at = ${numberAt(5)},
        banned_until = ${numberAt(6)},
        tokens_valid_after = ${numberAt(7)},
        ban_reason = ${data}->>'reason',
        data = ${moved(sql`'{}'`, sql`users.deleted_data`, sql`users.data`)},
        deleted_data = ${moved(sql`users.data`, sql`NULL`, sql`users.deleted_data`)},
        created_at = ${moved(sql`-${numberAt(8)}`, deletedCreatedAt, createdAt)},
        deleted_created_at = ${moved(createdAt, sql`NULL`, deletedCreatedAt)}
    ${from} ${where}
    ${dialect.returning}`;
}

function toTarget({ row, state, at }: StateUpdate): TargetRow {
  const { appId, id, version, createdAt } = row;
  const { deactivatedAt, bannedAt, bannedUntil, tokensValidAfter, banReason, deletedAt } = state;
  const wasDeleted = row.state.deletedAt !== null;
  const isDeleted = deletedAt !== null;
  const move = wasDeleted === isDeleted ? moves.none : isDeleted ? moves.away : moves.back;
  const states = [deactivatedAt, bannedAt, bannedUntil, tokensValidAfter, deletedAt];
  const numbers = [at, version, row.state.deletedAt ?? createdAt, move];
  return {
    appId,
    id,
    numbers: [...numbers, ...states.map((time) => time ?? undefined)],
    dataJson: JSON.stringify({ reason: banReason }),
  };
}
