import { empty, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { insertChanges, raiseCounters } from "../../changes/log-statements.js";
import type { LogEntries } from "../../changes/new-change.js";
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
  entryOf: ({ json, isShared }) => sql`${json}${isShared ? empty : sql` -> (app_id || ' ' || id)`}`,
  readsOldRows: false,
  // SQLite has no CTEs that change data.
  withFollowUps: (change, { log, records }) =>
    thenEach(change, (rows) => [
      ...(log
        ? [
            raiseCounters(toLog(rows, log.entries), log.now),
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

/** The rows of a change, as JSON, that have an entry. */
function toLog(rows: string, { json, isShared }: LogEntries): Sql {
  const key = sql`(r.value->>0 || ' ' || (r.value->>1))`;
  return sql`(SELECT * FROM (
    SELECT r.value->>0 AS "appId", r.value->>1 AS id, r.value->>2 AS version, r.value->>3 AS "createdAt",
      r.value->>4 AS "updatedAt", r.value->>5 AS state, ${json}${isShared ? empty : sql` -> ${key}`} AS entry,
      (SELECT CAST(COALESCE(deleted_data, data) AS TEXT) FROM users WHERE app_id = r.value->>0 AND users.id = r.value->>1) AS data
    FROM json_each(${rows}) AS r) WHERE entry IS NOT NULL)`;
}
