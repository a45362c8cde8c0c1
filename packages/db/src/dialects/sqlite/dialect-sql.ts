import { sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialect.js";
import { sqliteDataSql } from "./data-sql.js";

export const sqliteSql: DialectSql = {
  jsonRows: (json) => sql`json_each(${json}) AS r`,
  jsonEntries: (json) => sql`json_each(${json}) AS r`,
  data: sqliteDataSql,
  toJson: (dataJson) => dataJson,
  // The transaction is IMMEDIATE: no other connection writes between the two statements.
  withIdempotencyKeys: (change, { insert, willChange }) => [
    sql`${insert} WHERE ${willChange} RETURNING key`,
    change,
  ],
  jsonStrings: (json) => sql`json_each(${json}) AS i`,
  rowIndex: sql`i.key`,
  jsonArrayAgg: (item, from) => sql`(SELECT json_group_array(${item}) FROM ${from})`,
  jsonArray: (values) => sql`json_array(${values})`,
  // Without AUTOINCREMENT, and in one transaction, new rows get the rowids after the last one.
  existedBefore: (inserted) => sql`changes() < ${inserted}
    AND (changes() = 0 OR users.rowid <= last_insert_rowid() - changes())`,
  withResponse: (change, { fromTables, response }) => [change, response(fromTables)],
};
