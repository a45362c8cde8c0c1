import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { UserKey } from "./user-row.js";

/** A user to write. */
export interface UserWrite {
  readonly appId: string;
  readonly id: string;
  /** The data as JSON. */
  readonly dataJson: string;
  readonly now: bigint;
}

/** A user to insert. */
export interface UserInsert extends UserWrite {
  /** Default: `now`. */
  readonly times?: UserTimes | undefined;
}

/** In microseconds since 1970. */
export interface UserTimes {
  readonly createdAt: bigint;
  readonly updatedAt: bigint;
}

/** A user whose data to replace. */
export interface UserUpdate extends UserWrite {
  /** Updates only this version; null: any version. */
  readonly ifVersion: number | null;
  /** Updates only the user created then; absent: any. A user that is added again restarts at version 1. */
  readonly ifCreatedAt?: bigint;
}

/** A user to delete. */
export interface UserDelete extends UserKey {
  /** Deletes only this version; absent: any version. */
  readonly ifVersion?: number | undefined;
}

/** `CAST` because the driver would parse a JSON column, and the stored text must stay as it is. */
export const userColumns = sql`users.app_id AS "appId", users.id, CAST(users.data AS TEXT) AS "dataJson", users.version,
  users.created_at AS "createdAt", users.updated_at AS "updatedAt"`;

/** All rows are one JSON parameter, so the SQL does not depend on the number of rows. */
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

const toUpdateRows = (updates: readonly UserUpdate[]) =>
  JSON.stringify(
    updates
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

/** Concurrent writers must lock the same rows in the same order, or PostgreSQL reports a deadlock. */
function byKey(a: UserKey, b: UserKey): number {
  if (a.appId !== b.appId) return a.appId < b.appId ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Atomic: the primary key decides which writer inserts each row. Returns the inserted keys. */
export function insertUsers(dialect: DialectSql, writes: readonly UserInsert[]): Sql {
  return sql`
    ${insertInto(dialect, writes)}
    WHERE true
    ON CONFLICT (app_id, id) DO NOTHING
    RETURNING app_id AS "appId", id`;
}

/**
 * Atomic: inserts all users, or none if one of them exists. A concurrent insert of one of them is a unique
 * violation, which rolls back the whole statement.
 */
export function insertAllUsers(dialect: DialectSql, writes: readonly UserInsert[]): Sql {
  return sql`
    ${insertInto(dialect, writes)}
    WHERE NOT EXISTS (SELECT 1 ${fromUsersWithKeys(dialect, writes)})
    RETURNING app_id AS "appId", id`;
}

/** INSERT … SELECT without its WHERE clause. */
function insertInto(dialect: DialectSql, writes: readonly UserInsert[]): Sql {
  return sql`
    INSERT INTO users (app_id, id, data, version, created_at, updated_at)
    SELECT r.value->>0, r.value->>1, ${dialect.toJson(sql`r.value->>2`)}, 1,
           CAST(r.value->>3 AS BIGINT), CAST(COALESCE(r.value->>4, r.value->>3) AS BIGINT)
    FROM ${dialect.jsonRows(toInsertRows(writes))}`;
}

/** Atomic: version and time are read and compared in the rows that this statement locks. */
export function updateUsers(dialect: DialectSql, updates: readonly UserUpdate[]): Sql {
  const now = sql`CAST(r.value->>3 AS BIGINT)`;
  const ifVersion = sql`CAST(r.value->>4 AS BIGINT)`;
  const ifCreatedAt = sql`CAST(r.value->>5 AS BIGINT)`;
  return sql`
    UPDATE users
    SET data = ${dialect.toJson(sql`r.value->>2`)},
        version = version + 1,
        updated_at = CASE WHEN updated_at < ${now} THEN ${now} ELSE updated_at + 1 END
    FROM ${dialect.jsonRows(toUpdateRows(updates))}
    WHERE users.app_id = r.value->>0 AND users.id = r.value->>1
      AND (${ifVersion} IS NULL OR users.version = ${ifVersion})
      AND (${ifCreatedAt} IS NULL OR users.created_at = ${ifCreatedAt})
    RETURNING ${userColumns}`;
}

/** Atomic: each row is deleted, and returned, once; this statement compares the version. */
export function deleteUsers(dialect: DialectSql, deletes: readonly UserDelete[]): Sql {
  return sql`
    DELETE FROM users
    WHERE (app_id, id) IN (SELECT r.value->>0, r.value->>1 FROM ${dialect.jsonRows(toKeyRows(deletes))})
      ${andVersionMatches(dialect, deletes)}
    RETURNING app_id AS "appId", id`;
}

/** Uses IN lists because SQLite's DELETE cannot join; empty if no version is given. */
function andVersionMatches(dialect: DialectSql, deletes: readonly UserDelete[]): Sql {
  const versioned = deletes.filter(({ ifVersion }) => ifVersion !== undefined);
  if (versioned.length === 0) return sql``;
  const rows = dialect.jsonRows(
    JSON.stringify(versioned.map(({ appId, id, ifVersion }) => [appId, id, ifVersion])),
  );
  return sql`
    AND ((app_id, id) NOT IN (SELECT r.value->>0, r.value->>1 FROM ${rows})
      OR (app_id, id, version) IN
        (SELECT r.value->>0, r.value->>1, CAST(r.value->>2 AS BIGINT) FROM ${rows}))`;
}

export function selectUsers(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`SELECT ${userColumns} ${fromUsersWithKeys(dialect, keys)}`;
}

/** SQLite keeps the order of a CROSS JOIN: one primary key lookup per requested key. */
function fromUsersWithKeys(dialect: DialectSql, keys: readonly UserKey[]): Sql {
  return sql`
    FROM ${dialect.jsonRows(toKeyRows(keys))} CROSS JOIN users
    WHERE users.app_id = r.value->>0 AND users.id = r.value->>1`;
}
