import { sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { postgresqlDataSql } from "./data-sql.js";
import { isOneOf, postgresqlTargets } from "./targets.js";

export const postgresqlSql: DialectSql = {
  jsonRows: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
  jsonEntries: (json) => sql`json_each(CAST(${json} AS JSON)) AS r`,
  // In one pass. A window holds large data as a reference to where it is stored.
  boundedUsers: {
    columns: sql`users.*`,
    sum: (found, columns) => sql`SELECT ${columns} FROM (
      SELECT users.*, sum(size) OVER (ROWS UNBOUNDED PRECEDING) AS total FROM (
        SELECT users.*, octet_length(CAST(users.data AS TEXT)) AS size FROM (${found}) AS users
      ) AS users
    ) AS users`,
  },
  isOneOf,
  targets: postgresqlTargets,
  afterKey: sql`id`,
  withRecords: (change, insert) => sql`
    WITH changed AS (${change}), recorded AS (${insert}
      WHERE (r.value->>0, r.value->>1) IN (SELECT "appId", id FROM changed))
    SELECT * FROM changed`,
  data: postgresqlDataSql,
};
