import { sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { sqliteDataSql } from "./data-sql.js";
import { isOneOf, sqliteTargets } from "./targets.js";

export const sqliteSql: DialectSql = {
  jsonRows: (json) => sql`json_each(${json}) AS r`,
  jsonEntries: (json) => sql`json_each(${json}) AS r`,
  isOneOf,
  targets: sqliteTargets,
  data: sqliteDataSql,
};
