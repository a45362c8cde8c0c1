import { sqltag as sql } from "@prisma/client/runtime/client";
import { idsOf, numberOf, toEntriesJson } from "../../users/user-entries.js";
import { isAmong } from "../../users/user-keys.js";
import type { DialectSql } from "../dialect.js";

export const isOneOf: DialectSql["isOneOf"] = (appId, ids) =>
  sql`users.app_id = ${appId} AND users.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

export const isChangeOf: DialectSql["isChangeOf"] = (appId, ids, column = sql`user_id`) =>
  sql`app_id = ${appId} AND ${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/**
 * SQLite keeps the order of a CROSS JOIN: one search for each target. Materialized, because it would otherwise combine
 * `target` with the change and scan all users.
 */
export const sqliteTargets: DialectSql["targets"] = (rows, condition) => {
  const [first] = rows;
  const count = first?.numbers.length ?? 0;
  const { appId, id } = idsOf(count);
  const entries = rows.map(({ dataJson = "0", ...row }) => ({ ...row, json: dataJson }));
  return {
    with: sql`WITH target AS MATERIALIZED (
      SELECT users.rowid AS row_id, r.key, r.value
      FROM json_each(${toEntriesJson(entries)}) AS r CROSS JOIN users
      WHERE ${isAmong(isOneOf, rows)} AND users.app_id = ${appId} AND users.id = ${id}
        AND ${condition((index) => numberOf(sql`r.key`, index))})`,
    from: sql`FROM target`,
    where: sql`WHERE users.rowid = target.row_id`,
    whereForDelete: sql`WHERE users.rowid IN (SELECT row_id FROM target)`,
    numberAt: (index) => numberOf(sql`target.key`, index),
    data: sql`target.value`,
  };
};
