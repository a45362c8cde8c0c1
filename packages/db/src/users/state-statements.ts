import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql, NumberAt, TargetRow } from "../dialects/dialect.js";
import type { UserKey } from "./user-keys.js";
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
  const states = stateColumns((index) => numberAt(index + 4), data);
  const moved = (away: Sql, back: Sql, none: Sql) =>
    sql`CASE ${move} WHEN 1 THEN ${away} WHEN 2 THEN ${back} ELSE ${none} END`;
  const [createdAt, deletedCreatedAt] = [sql`users.created_at`, sql`users.deleted_created_at`];
  return sql`
    ${targets}
    UPDATE users
    SET version = users.version + 1,
        updated_at = ${at},
        ${states},
        data = ${moved(sql`'{}'`, sql`users.deleted_data`, sql`users.data`)},
        deleted_data = ${moved(sql`users.data`, sql`NULL`, sql`users.deleted_data`)},
        created_at = ${moved(sql`-${numberAt(8)}`, deletedCreatedAt, createdAt)},
        deleted_created_at = ${moved(createdAt, sql`NULL`, deletedCreatedAt)}
    ${from} ${where}
    ${dialect.returning}`;
}

/** Sets the states of users that the transaction has just written; versions and times stay. */
export function setStates(
  dialect: DialectSql,
  users: readonly (UserKey & { readonly state: UserState })[],
): Sql {
  const rows = users.map(({ appId, id, state }) => ({ appId, id, ...toStateTarget(state) }));
  const { with: targets, from, where, numberAt, data } = dialect.targets(rows, () => sql`true`);
  return sql`${targets} UPDATE users SET ${stateColumns(numberAt, data)} ${from} ${where}`;
}

const stateColumns = (numberAt: NumberAt, data: Sql): Sql => sql`
  deactivated_at = ${numberAt(0)}, banned_at = ${numberAt(1)}, banned_until = ${numberAt(2)},
  tokens_valid_after = ${numberAt(3)}, ban_reason = ${data}->>'reason'`;

/** The values of {@link stateColumns}. */
function toStateTarget(state: UserState): Required<Pick<TargetRow, "numbers" | "dataJson">> {
  const { deactivatedAt, bannedAt, bannedUntil, tokensValidAfter, banReason } = state;
  const times = [deactivatedAt, bannedAt, bannedUntil, tokensValidAfter];
  const numbers = times.map((time) => time ?? undefined);
  return { numbers, dataJson: JSON.stringify({ reason: banReason }) };
}

function toTarget({ row, state, at }: StateUpdate): TargetRow {
  const { appId, id, version, createdAt } = row;
  const wasDeleted = row.state.deletedAt !== null;
  const isDeleted = state.deletedAt !== null;
  const move = wasDeleted === isDeleted ? moves.none : isDeleted ? moves.away : moves.back;
  const { numbers, dataJson } = toStateTarget(state);
  return {
    appId,
    id,
    numbers: [
      at,
      version,
      row.state.deletedAt ?? createdAt,
      move,
      ...numbers,
      state.deletedAt ?? undefined,
    ],
    dataJson,
  };
}
