import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { userColumns } from "../user-row.js";
import type { DataSql } from "./data-sql.js";
import { filterSql, searchSql } from "./filter-sql.js";
import { literal } from "./literal.js";
import { afterSql, orderSql } from "./order-sql.js";
import type { UserCount, UserQuery, UserRange } from "./user-query.js";

/** A page, read from its start: an index in this order is read no further than the end of the page. */
export function selectPage(
  data: DataSql,
  appId: string,
  { columns = userColumns, ...range }: UserRange & { readonly columns?: Sql },
): Sql {
  const { sort, limit, from } = range;
  const isAfter = from ? sql`AND ${afterSql(data, { sort, from })}` : sql``;
  return sql`
    SELECT ${columns} FROM users
    WHERE ${matchesQuery(data, appId, range)} ${isAfter}
    ORDER BY ${orderSql(data, range)} LIMIT ${limit}`;
}

/** How many users match a query; stops counting at `maxCount`. */
export function countUsers(data: DataSql, appId: string, query: UserCount): Sql {
  const isAfter = query.after ? sql` AND ${afterSql(data, query.after)}` : sql``;
  const where = sql`${matchesQuery(data, appId, query)}${isAfter}`;
  if (query.maxCount === undefined) return sql`SELECT count(*) AS n FROM users WHERE ${where}`;
  return sql`SELECT count(*) AS n FROM (
    SELECT 1 AS one FROM users WHERE ${where} LIMIT ${query.maxCount}
  ) AS counted`;
}

/** The app id is a literal so that the planner can use the app's partial indexes. */
function matchesQuery(
  data: DataSql,
  appId: string,
  { filter, search }: Pick<UserQuery, "filter" | "search">,
): Sql {
  const conditions = [sql`app_id = ${literal(appId)}`];
  if (filter) conditions.push(filterSql(data, filter));
  if (search !== undefined) conditions.push(searchSql(data, search));
  return join(conditions, " AND ");
}
