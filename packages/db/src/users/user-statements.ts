import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { UserKey } from "./user-row.js";

/** One user to be written. */
export interface UserWrite {
  readonly appId: string;
  readonly id: string;
  /** The data as JSON text. */
  readonly dataJson: string;
  readonly now: bigint;
}

/** A user to be inserted. */
export interface UserInsert extends UserWrite {
  /** The times that it brings; absent: `now`. */
  readonly times?: UserTimes | undefined;
}

/** In microseconds since 1970. */
export interface UserTimes {
  readonly createdAt: bigint;
  readonly updatedAt: bigint;
}

/** A user whose data is to be replaced. */
export interface UserUpdate extends UserWrite {
  /** The only version that is to be changed; null for any. */
  readonly ifVersion: number | null;
  /** And the only time of creation; absent for any. One who is added anew has version 1 again. */
  readonly ifCreatedAt?: bigint;
}

/** A user to be removed. */
export interface UserDelete extends UserKey {
  /** The only version that is to be removed; absent for any. */
  readonly ifVersion?: number | undefined;
}

/** `CAST`, since the driver would parse a JSON column, and the text is what was kept. */
export const userColumns = sql`users.app_id AS "appId", users.id, CAST(users.data AS TEXT) AS data, users.version,
  users.created_at AS "createdAt", users.updated_at AS "updatedAt"`;

/** All rows travel in one parameter, so that each verb is one static statement for any number of rows. */
const toInsertRows = (writes: readonly UserInsert[]) =>
  JSON.stringify(
    writes
      .toSorted(byKey)
      .map(({ appId, id, dataJson: data, now, times }) =>
        times
          ? [appId, id, data, Number(times.createdAt), Number(times.updatedAt)]
          : [appId, id, data, Number(now)],
      ),
  );

const toUpdateRows = (changes: readonly UserUpdate[]) =>
  JSON.stringify(
    changes
      .toSorted(byKey)
      .map(({ appId, id, dataJson: data, now, ifVersion, ifCreatedAt }) => [
        appId,
        id,
        data,
        Number(now),
        ifVersion,
        ifCreatedAt === undefined ? null : Number(ifCreatedAt),
      ]),
  );

const toKeyRows = (keys: readonly UserKey[]) =>
  JSON.stringify(keys.toSorted(byKey).map(({ appId, id }) => [appId, id]));

/** Processes that write the same users at once lock them in one order, or PostgreSQL finds a deadlock. */
function byKey(a: UserKey, b: UserKey): number {
  if (a.appId !== b.appId) return a.appId < b.appId ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Atomic: the primary key decides for each row who inserts it. Returns the keys that were inserted. */
export function insertUsers(dialect: DialectSql, writes: readonly UserInsert[]): Sql {
  return sql`
    ${insertInto(dialect, writes)}
    WHERE true
    ON CONFLICT (app_id, id) DO NOTHING
    RETURNING app_id AS "appId", id`;
}

/**
 * Atomic: inserts all users, or none where one of them exists. One that another process inserts meanwhile
 * is a unique violation, which undoes the whole statement.
 */
export function insertAllUsers(dialect: DialectSql, writes: readonly UserInsert[]): Sql {
  return sql`
    ${insertInto(dialect, writes)}
    WHERE NOT EXISTS (SELECT 1 ${fromUsersWithKeys(dialect, writes)})
    RETURNING app_id AS "appId", id`;
}

/** The users as new rows, up to the condition. */
function insertInto(dialect: DialectSql, writes: readonly UserInsert[]): Sql {
  return sql`
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT r.value->>0, r.value->>1, ${dialect.toJson(sql`r.value->>2`)}, 1,
           CAST(r.value->>3 AS BIGINT), CAST(COALESCE(r.value->>4, r.value->>3) AS BIGINT)
    FROM ${dialect.jsonRows(toInsertRows(writes))}`;
}

/** Atomic: version and time come from, and are compared in, the rows that this very statement locks. */
export function updateUsers(dialect: DialectSql, changes: readonly UserUpdate[]): Sql {
  const now = sql`CAST(r.value->>3 AS BIGINT)`;
  const ifVersion = sql`CAST(r.value->>4 AS BIGINT)`;
  const ifCreatedAt = sql`CAST(r.value->>5 AS BIGINT)`;
  return sql`
    UPDATE users
    SET data = ${dialect.toJson(sql`r.value->>2`)},
        version = version + 1,
        updated_at = CASE WHEN updated_at < ${now} THEN ${now} ELSE updated_at + 1 END
    FROM ${dialect.jsonRows(toUpdateRows(changes))}
    WHERE users.app_id = r.value->>0 AND users.id = r.value->>1
      AND (${ifVersion} IS NULL OR users.version = ${ifVersion})
      AND (${ifCreatedAt} IS NULL OR users.created_at = ${ifCreatedAt})
    RETURNING ${userColumns}`;
}

/** Atomic: each row is removed, and returned, once; its version is compared by this very statement. */
export function deleteUsers(dialect: DialectSql, removals: readonly UserDelete[]): Sql {
  return sql`
    DELETE FROM users
    WHERE (app_id, id) IN (SELECT r.value->>0, r.value->>1 FROM ${dialect.jsonRows(toKeyRows(removals))})
      ${andVersionMatches(dialect, removals)}
    RETURNING app_id AS "appId", id`;
}

/** By lists that are looked up, since SQLite's DELETE joins nothing; nothing where any version will do. */
function andVersionMatches(dialect: DialectSql, removals: readonly UserDelete[]): Sql {
  const guarded = removals.filter(({ ifVersion }) => ifVersion !== undefined);
  if (guarded.length === 0) return sql``;
  const rows = dialect.jsonRows(
    JSON.stringify(guarded.map(({ appId, id, ifVersion }) => [appId, id, ifVersion])),
  );
  return sql`
    AND ((app_id, id) NOT IN (SELECT r.value->>0, r.value->>1 FROM ${rows})
      OR (app_id, id, version) IN
        (SELECT r.value->>0, r.value->>1, CAST(r.value->>2 AS BIGINT) FROM ${rows}))`;
}

export function selectUsers(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`SELECT ${userColumns} ${fromUsersWithKeys(dialect, keys)}`;
}

/** CROSS JOIN, which SQLite takes in this order: one look at the primary key for each key asked for. */
function fromUsersWithKeys(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`
    FROM ${dialect.jsonRows(toKeyRows(keys))} CROSS JOIN users
    WHERE users.app_id = r.value->>0 AND users.id = r.value->>1`;
}
