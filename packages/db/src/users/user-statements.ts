import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { isLogged } from "../changes/log-statements.js";
import type { DialectSql } from "../dialects/dialect.js";
import { idsOf, numberOf, toEntriesJson, toIdEntriesJson } from "./user-entries.js";
import { isAmong, type UserKey } from "./user-keys.js";
import { userColumns } from "./user-row.js";
import { stateText } from "./user-state.js";

/** In microseconds since 1970. */
export interface UserTimes {
  readonly createdAt: bigint;
  readonly updatedAt: bigint;
}

/** A user to insert. */
export interface UserInsert extends UserKey, UserTimes {
  /** The data as JSON. */
  readonly dataJson: string;
  /** How many successive changes this combines. Default: 1. */
  readonly version?: number | undefined;
}

/** A user whose data to replace. */
export interface UserUpdate extends UserKey {
  readonly dataJson: string;
  readonly now: bigint;
  /** Updates only this version; absent: any version. */
  readonly ifVersion?: number | undefined;
  /** Updates only the user created then; absent: any. A user that is added again restarts at version 1. */
  readonly ifCreatedAt?: bigint | undefined;
  /** How many successive changes this combines. Default: 1, or 0 if the data stays the same. */
  readonly changes?: number | undefined;
}

/** A user to delete. */
export interface UserDelete extends UserKey {
  /** Deletes only this version; absent: any version. */
  readonly ifVersion?: number | undefined;
  /** Deletes only the user that was soft-deleted then; absent: any. */
  readonly ifDeletedAt?: bigint | undefined;
}

/** Soft-deleted users as well: callers decide. */
export function selectUsers(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`SELECT ${userColumns} FROM users WHERE ${isAmong(dialect.isOneOf, keys)}`;
}

/** Users, and whether the log has each as it is. */
export function selectUsersToChange(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`SELECT ${userColumns}, ${isLogged} AS logged
    FROM users WHERE ${isAmong(dialect.isOneOf, keys)}`;
}

/** The keys of those users that are soft-deleted. */
export function selectDeleted(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`SELECT users.app_id, users.id FROM users
    WHERE ${isAmong(dialect.isOneOf, keys)} AND users.created_at < 0`;
}

/** The states, without the data. */
export function selectStates(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`SELECT users.app_id, users.id, ${stateText} AS state FROM users
    WHERE ${isAmong(dialect.isOneOf, keys)}`;
}

/** Atomic: the primary key decides which writer inserts each row; existing users stay as they are. */
export function insertUsers(dialect: DialectSql, users: readonly UserInsert[]): Sql {
  return sql`
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT ${insertedRows(dialect, users)} WHERE true
    ON CONFLICT (app_id, id) DO NOTHING
    ${dialect.returning}`;
}

function insertedRows(dialect: DialectSql, users: readonly UserInsert[]): Sql {
  const [first] = users;
  const isUniform = users.every(
    ({ appId, createdAt, updatedAt, version = 1 }) =>
      appId === first?.appId &&
      createdAt === first.createdAt &&
      updatedAt === createdAt &&
      version === 1,
  );
  if (first && isUniform) {
    const time = sql`CAST(${first.createdAt} AS BIGINT)`;
    const json = toIdEntriesJson(users.map((user) => ({ ...user, json: user.dataJson })));
    return sql`${first.appId}, r.key, r.value, 1, ${time}, ${time} FROM ${dialect.jsonEntries(json)}`;
  }
  const json = toEntriesJson(
    users.map(({ appId, id, dataJson, version = 1, createdAt, updatedAt }) => ({
      appId,
      id,
      json: dataJson,
      numbers: [version, createdAt, updatedAt],
    })),
  );
  const { appId, id } = idsOf(3);
  const [version, createdAt, updatedAt] = [0, 1, 2].map((index) => numberOf(sql`r.key`, index));
  return sql`${appId}, ${id}, r.value, ${version}, ${createdAt}, ${updatedAt}
    FROM ${dialect.jsonEntries(json)}`;
}

/**
 * Atomic: version, time and data are read and compared in the rows that this statement locks. Data that stays the same
 * changes neither version nor time.
 */
export function updateUsers(dialect: DialectSql, updates: readonly UserUpdate[]): Sql {
  const rows = updates.map(({ appId, id, dataJson, ...update }) => {
    const { now, ifVersion, ifCreatedAt, changes } = update;
    return { appId, id, dataJson, numbers: [now, ifVersion, ifCreatedAt, changes] };
  });
  const targets = dialect.targets(
    rows,
    (numberAt) => sql`COALESCE(${numberAt(1)}, users.version) = users.version
      AND COALESCE(${numberAt(2)}, users.created_at) = users.created_at AND users.created_at >= 0`,
  );
  const { numberAt, data } = targets;
  const now = numberAt(0);
  const changes = sql`COALESCE(${numberAt(3)},
    CASE WHEN CAST(users.data AS TEXT) = CAST(${data} AS TEXT) THEN 0 ELSE 1 END)`;
  return sql`
    ${targets.with}
    UPDATE users
    SET data = ${data},
        version = users.version + ${changes},
        updated_at = CASE WHEN ${changes} = 0 THEN users.updated_at
          WHEN users.updated_at < ${now} THEN ${now} - 1 ELSE users.updated_at END + ${changes}
    ${targets.from} ${targets.where}
    ${dialect.returning}`;
}

/** Those of the users that {@link deleteUsers} would delete now. SQLite keeps the order of a CROSS JOIN: one search each. */
export function selectUsersToDelete(dialect: DialectSql, deletes: readonly UserDelete[]): Sql {
  const keys = JSON.stringify(
    deletes.map(({ appId, id, ifVersion, ifDeletedAt }) => [
      appId,
      id,
      ifVersion ?? null,
      ifDeletedAt === undefined ? null : String(-ifDeletedAt),
    ]),
  );
  return sql`
    SELECT users.app_id, users.id FROM ${dialect.jsonRows(keys)}
    CROSS JOIN users
    WHERE users.app_id = r.value->>0 AND users.id = r.value->>1 AND ${isAmong(dialect.isOneOf, deletes)}
      AND COALESCE(CAST(r.value->>2 AS BIGINT), users.version) = users.version
      AND COALESCE(CAST(r.value->>3 AS BIGINT), users.created_at) = users.created_at`;
}

/** Atomic: each row is deleted, and returned, once; this statement compares the version. */
export function deleteUsers(dialect: DialectSql, deletes: readonly UserDelete[]): Sql {
  const rows = deletes.map(({ appId, id, ifVersion, ifDeletedAt }) => ({
    appId,
    id,
    numbers: [ifVersion, ifDeletedAt],
  }));
  const targets = dialect.targets(
    rows,
    (numberAt) => sql`COALESCE(${numberAt(0)}, users.version) = users.version
      AND COALESCE(-${numberAt(1)}, users.created_at) = users.created_at`,
  );
  return sql`
    ${targets.with}
    DELETE FROM users ${targets.whereForDelete}
    ${dialect.returning}`;
}
