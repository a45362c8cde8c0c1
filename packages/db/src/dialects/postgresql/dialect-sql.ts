import { sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { postgresqlDataSql } from "./data-sql.js";
import { isOneOf, postgresqlTargets } from "./targets.js";

export const postgresqlSql: DialectSql = {
  jsonRows: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
  jsonEntries: (json) => sql`json_each(CAST(${json} AS JSON)) AS r`,
  rowKey: {
    columns: sql`users.app_id AS app_key, users.id AS row_key`,
    matches: sql`users.app_id = summed.app_key AND users.id = summed.row_key`,
  },
  dataBytes: sql`octet_length(CAST(users.data AS TEXT))`,
  isOneOf,
  targets: postgresqlTargets,
  afterKey: sql`id`,
  withRecords: (change, insert) => sql`
    WITH changed AS (${change}), recorded AS (${insert}
      WHERE (r.value->>0, r.value->>1) IN (SELECT "appId", id FROM changed))
    SELECT * FROM changed`,
  data: postgresqlDataSql,
};
