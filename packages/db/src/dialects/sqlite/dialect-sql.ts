import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { sqliteDataSql } from "./data-sql.js";
import { thenWithRows } from "./statement-pair.js";
import { isOneOf, sqliteTargets } from "./targets.js";

export const sqliteSql: DialectSql = {
  jsonRows: (json) => sql`json_each(${json}) AS r`,
  jsonEntries: (json) => sql`json_each(${json}) AS r`,
  rowKey: { columns: sql`users.rowid AS row_key`, matches: sql`users.rowid = summed.row_key` },
  dataBytes: sql`octet_length(users.data)`,
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
