import { empty, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { insertChanges, raiseCounters } from "../../changes/log-statements.js";
import type { LogEntries } from "../../changes/new-change.js";
import { isAmong } from "../../users/user-keys.js";
import { metadataColumns } from "../../users/user-row.js";
import type { DialectSql } from "../dialect.js";
import { sqliteDataSql } from "./data-sql.js";
import { thenEach } from "./statement-sequence.js";
import { isChangeOf, isOneOf, sqliteTargets } from "./targets.js";

export const sqliteSql: DialectSql = {
  jsonRows: (json) => sql`json_each(${json}) AS r`,
  jsonEntries: (json) => sql`json_each(${json}) AS r`,
  // A window would hold all data: only sizes are summed, which are known without reading it.
  boundedUsers: {
    // Only of a column itself does SQLite know the length without reading it.
    columns: sql`users.rowid AS row_key,
      COALESCE(octet_length(users.deleted_data), octet_length(users.data)) AS size`,
    inSubquery: sql`, rowid AS rowid`,
    // SELECT comes first: that is how the adapter knows a statement that only reads.
    sum: (found, columns) => sql`SELECT * FROM (
      WITH found AS MATERIALIZED (${found}),
      summed AS MATERIALIZED (
        SELECT found.*, sum(size) OVER (ROWS UNBOUNDED PRECEDING) AS total FROM found
      )
      SELECT ${columns} FROM summed CROSS JOIN users WHERE users.rowid = summed.row_key
    ) AS bounded`,
  },
  isOneOf,
  isChangeOf,
  textAt: (json, key) => sql`(${json} ->> ${key})`,
  targets: sqliteTargets,
  returning: sql`RETURNING ${metadataColumns}`,
  // One search for each entry: `json -> key` would read half of the entries for each user.
  usersToLog: (keys, { json, isShared }) =>
    isShared
      ? { from: sql`users`, where: isAmong(isOneOf, keys), entry: sql`${json}` }
      : {
          from: sql`json_each(${json}) AS e CROSS JOIN users`,
          where: sql`users.app_id = substr(e.key, 1, instr(e.key, ' ') - 1)
            AND users.id = substr(e.key, instr(e.key, ' ') + 1)`,
          entry: sql`e.value`,
        },
  logRows: (rows, now) => [raiseCounters(rows, now), insertChanges(rows)],
  readsOldRows: false,
  forUpdate: empty,
  // SQLite has no CTEs that change data.
  withFollowUps: (change, { log, records }) =>
    thenEach(change, (rows) => [
      ...(log
        ? [
            raiseCounters(toCount(rows, log.entries), log.now),
            insertChanges(toLog(rows, log.entries)),
          ]
        : []),
      ...(records
        ? [
            sql`${records}
              WHERE (r.value->>0, r.value->>1) IN (SELECT value->>0, value->>1 FROM json_each(${rows}))`,
          ]
        : []),
    ]),
  readBy: (index) => sql`users INDEXED BY ${raw(index)}`,
  // With the time, the newest of many users are found without reading the users themselves.
  afterKey: sql`id, created_at`,
  data: sqliteDataSql,
};

/** The key of a row of a change, as of an entry. */
const key = sql`(r.value->>0 || ' ' || (r.value->>1))`;

/** The apps of the rows of a change, as JSON, that have an entry. */
function toCount(rows: string, { json, isShared }: LogEntries): Sql {
  const isLogged = isShared ? sql`true` : sql`${key} IN (SELECT key FROM json_each(${json}))`;
  return sql`(SELECT "appId" FROM (
    SELECT r.value->>0 AS "appId", ${isLogged} AS is_logged FROM json_each(${rows}) AS r) WHERE is_logged)`;
}

/** The rows of a change, as JSON, that have an entry. Materialized entries get an index for this statement. */
function toLog(rows: string, { json, isShared }: LogEntries): Sql {
  const columns = sql`
    r.value->>0 AS "appId", r.value->>1 AS id, r.value->>2 AS version, r.value->>3 AS "createdAt",
    r.value->>4 AS "updatedAt", r.value->>5 AS state,
    (SELECT CAST(COALESCE(deleted_data, data) AS TEXT) FROM users
      WHERE app_id = r.value->>0 AND users.id = r.value->>1) AS data`;
  return isShared
    ? sql`(SELECT ${columns}, ${json} AS entry FROM json_each(${rows}) AS r)`
    : sql`(
      WITH entries AS MATERIALIZED (SELECT key, value FROM json_each(${json}))
      SELECT ${columns}, entries.value AS entry FROM json_each(${rows}) AS r CROSS JOIN entries
      WHERE entries.key = ${key})`;
}
