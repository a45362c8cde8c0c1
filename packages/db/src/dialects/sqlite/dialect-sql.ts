import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { sqliteDataSql } from "./data-sql.js";
import { thenWithRows } from "./statement-pair.js";
import { isOneOf, sqliteTargets } from "./targets.js";

export const sqliteSql: DialectSql = {
  jsonRows: (json) => sql`json_each(${json}) AS r`,
  jsonEntries: (json) => sql`json_each(${json}) AS r`,
  // A window would hold all data: only sizes are summed, which are known without reading it.
  boundedUsers: {
    columns: sql`users.rowid AS row_key, octet_length(users.data) AS size`,
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
  targets: sqliteTargets,
  // SQLite has no CTEs that change data.
  withRecords: (change, insert) =>
    thenWithRows(
      change,
      (rows) => sql`${insert}
        WHERE (r.value->>0, r.value->>1) IN (SELECT value->>0, value->>1 FROM json_each(${rows}))`,
    ),
  readBy: (index) => sql`users INDEXED BY ${raw(index)}`,
  // With the time, the newest of many users are found without reading the users themselves.
  afterKey: sql`id, created_at`,
  data: sqliteDataSql,
};
