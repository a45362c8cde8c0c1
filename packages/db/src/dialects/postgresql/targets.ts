import { empty, raw, sqltag as sql } from "@prisma/client/runtime/client";
import { isAmong, keyOf } from "../../users/user-keys.js";
import type { DialectSql, NumberAt } from "../dialect.js";

export const isOneOf: DialectSql["isOneOf"] = (appId, ids) =>
  sql`users.app_id = ${appId} AND users.id = ANY(${ids})`;

export const isChangeOf: DialectSql["isChangeOf"] = (appId, ids, column = sql`user_id`) =>
  sql`app_id = ${appId} AND ${column} = ANY(${ids})`;

/**
 * The values are looked up in two jsonb objects. A join with rows would depend on the planner: where it underestimates
 * their number, it compares each with all others. A scalar subquery is evaluated once, before the first row is changed;
 * the aggregate evaluates all of `locked`.
 */
export const postgresqlTargets: DialectSql["targets"] = (rows, condition) => {
  const isTarget = isAmong(isOneOf, rows);
  const key = sql`(users.app_id || ' ' || users.id)`;
  const numberAt: NumberAt = (index) =>
    sql`CAST((SELECT numbers FROM input) -> ${key} ->> ${raw(String(index))} AS BIGINT)`;
  const where = sql`WHERE ${isTarget} AND (SELECT count(*) FROM locked) > 0 AND ${condition(numberAt)}`;
  return {
    with: sql`WITH input AS MATERIALIZED (
      SELECT CAST(${toNumbersJson(rows)} AS JSONB) AS numbers, CAST(${toDataJson(rows)} AS JSONB) AS data
    ), locked AS MATERIALIZED (
      SELECT 1 FROM users WHERE ${isTarget} ORDER BY users.app_id, users.id FOR UPDATE
    )`,
    from: empty,
    where,
    whereForDelete: where,
    numberAt,
    data: sql`CAST((SELECT data FROM input) ->> ${key} AS JSON)`,
  };
};

type Rows = Parameters<DialectSql["targets"]>[0];

/** `{"app id": [1, null]}` for rows that have numbers. */
function toNumbersJson(rows: Rows): string {
  const entries = rows
    .filter(({ numbers }) => numbers.some((one) => one !== undefined))
    .map((row) => `"${keyOf(row)}":[${row.numbers.map((one) => one ?? "null").join(",")}]`);
  return `{${entries.join(",")}}`;
}

/** The data as strings: jsonb would reorder its keys. */
function toDataJson(rows: Rows): string {
  const entries = rows.flatMap((row) =>
    row.dataJson === undefined ? [] : `"${keyOf(row)}":${JSON.stringify(row.dataJson)}`,
  );
  return `{${entries.join(",")}}`;
}
