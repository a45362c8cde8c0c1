import { sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { postgresqlDataSql } from "./data-sql.js";

export const postgresqlSql: DialectSql = {
  jsonRows: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
  jsonEntries: (json) => sql`json_each(CAST(${json} AS JSON)) AS r`,
  data: postgresqlDataSql,
  toJson: (dataJson) => sql`CAST(${dataJson} AS JSON)`,
  withIdempotencyKeys: (change, { insert, hasChanged }) => [
    sql`WITH changed AS (${change}), recorded AS (${insert} WHERE ${hasChanged}) SELECT * FROM changed`,
  ],
  jsonStrings: (json) =>
    sql`json_array_elements_text(CAST(${json} AS JSON)) WITH ORDINALITY AS i(value, position)`,
  rowIndex: sql`(i.position - 1)`,
  jsonArrayAgg: (item, from) =>
    sql`(SELECT CAST(COALESCE(json_agg(${item}), '[]') AS TEXT) FROM ${from})`,
  jsonArray: (values) => sql`json_build_array(${values})`,
  withResponse: (change, { fromChanged, response }) => [
    sql`WITH changed AS (
      ${change} RETURNING users.id, users.version, users.created_at, users.updated_at
    ) ${response(fromChanged)}`,
  ],
};
