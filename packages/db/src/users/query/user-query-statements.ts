import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { Filter } from "@roster/contract/filter";
import type { DialectSql } from "../../dialects/dialect.js";
import { isFieldIndex } from "../../indexes/ready-indexes.js";
import { userColumns } from "../user-row.js";
import { filterSql, searchSql } from "./filter-sql.js";
import type { IndexedPart, Lookup } from "./indexed-parts.js";
import { literal } from "./literal.js";
import { afterSql, isAboveTrash, orderSql, sortedOrderSql, stretchesOf } from "./order-sql.js";
import type { UserCount, UserQuery, UserRange } from "./user-query.js";

/** How a statement finds a page's users. */
export type Access =
  /** As the engine decides. */
  { readonly kind: "any" } | LookupAccess | OrderAccess;

/** By a part of the filter, and then sorts them. The others are checked user by user, as `search` is. */
export interface LookupAccess {
  readonly kind: "lookup";
  readonly part: IndexedPart;
  readonly others: readonly Filter[];
}

/** In the order of the page by this index, which also serves `leading`. */
export interface OrderAccess {
  readonly kind: "order";
  readonly index: string;
  readonly leading: readonly Filter[];
  readonly others: readonly Filter[];
  /** Whether so many of the next users match that the page is soon full. */
  readonly isDense: boolean;
}

/** The app whose users are queried, in the SQL of an engine. */
export interface Scope {
  readonly dialect: DialectSql;
  readonly appId: string;
  /** Whether to query the soft-deleted users instead of the others. */
  readonly isTrash?: boolean | undefined;
  /** For conditions on bans, in microseconds since 1970. */
  readonly now: bigint;
}

/** Soft-deleted users have negative creation times, so no index has to know about them. */
const isLive = sql`created_at >= 0`;

/** The users of a page, at most `limit`. */
export type PageStatement = (limit: number, columns?: Sql) => Sql;

interface Match extends Pick<UserQuery, "search"> {
  readonly filters: readonly Filter[];
}

/**
 * The statements that read a page, one after the other until it is full. They force the access as far as their engine
 * allows: planners do not know how values are distributed over the order.
 */
export function selectPage(scope: Scope, range: UserRange, access: Access): PageStatement[] {
  const { data } = scope.dialect;
  if (access.kind === "order") {
    const checks = { filters: access.others, search: range.search };
    const live = isAboveTrash(range) ? [] : [isLive];
    return stretchesOf(data, range).map(({ condition, order }) => {
      const conditions = [
        ...rangeInOrder(scope, access, condition),
        ...(access.isDense ? hiddenConditions : conditionsOf)(scope, checks),
      ];
      return (limit, columns = userColumns) => sql`
        SELECT ${columns} FROM ${usersBy(scope, access.index)}
        WHERE ${matchesAll(scope, [...live, ...conditions])} ORDER BY ${order} LIMIT ${limit}`;
    });
  }
  const isAfter = range.from ? [afterSql(data, { ...range, from: range.from })] : [];
  if (access.kind === "any") {
    const conditions = [...conditionsOf(scope, matchOf(range)), ...isAfter];
    return [
      (limit, columns = userColumns) => sql`
        SELECT ${columns} FROM ${everyone(scope, conditions)}
        ORDER BY ${orderSql(data, range)} LIMIT ${limit}`,
    ];
  }
  const checks = hiddenConditions(scope, { filters: access.others, search: range.search });
  const users = found(scope, access, [...checks, ...isAfter]);
  // The inner statement reads only the index, if the conditions need no more.
  const order = sortedOrderSql(data, range);
  return [
    (limit, columns = userColumns) => sql`
      SELECT ${columns} FROM users WHERE ${matchesAll(scope)} AND id IN (
        SELECT id FROM ${users} ORDER BY ${order} LIMIT ${limit}
      ) ORDER BY ${order} LIMIT ${limit}`,
  ];
}

/** How many users match a query; stops counting at `maxCount`. */
export function countUsers(scope: Scope, query: UserCount, access?: LookupAccess): Sql {
  const isAfter = query.after ? [afterSql(scope.dialect.data, query.after)] : [];
  const { search } = query;
  const users = access
    ? found(scope, access, [
        ...hiddenConditions(scope, { filters: access.others, search }),
        ...isAfter,
      ])
    : everyone(scope, [...conditionsOf(scope, matchOf(query)), ...isAfter]);
  if (query.maxCount === undefined) return sql`SELECT count(*) AS n FROM ${users}`;
  return sql`SELECT count(*) AS n FROM (
    SELECT 1 AS one FROM ${users} LIMIT ${query.maxCount}
  ) AS counted`;
}

/** How many users a part finds, before its checks: it reads hardly more than `maxCount`, where it stops. */
export function countFound(scope: Scope, { lookups }: IndexedPart, maxCount: number): Sql {
  const unchecked = lookups.map((one) => ({ ...one, checks: [] }));
  return sql`SELECT count(*) AS n FROM (${lookUp(scope, unchecked)} LIMIT ${maxCount}) AS found`;
}

/** How many of the next users in the order of a page, `sample` at most, match its query. */
export function countNearby(
  scope: Scope,
  range: UserRange,
  { access, sample }: { readonly access: OrderAccess; readonly sample: number },
): Sql {
  const live = isAboveTrash(range) ? [] : [isLive];
  const stretches = stretchesOf(scope.dialect.data, range).map(
    ({ condition, order }) => sql`SELECT * FROM (
      SELECT * FROM ${usersBy(scope, access.index)}
      WHERE ${matchesAll(scope, [...live, ...rangeInOrder(scope, access, condition)])}
      ORDER BY ${order} LIMIT ${sample}
    ) AS stretch`,
  );
  return sql`SELECT count(*) AS n FROM (${join(stretches, " UNION ALL ")}) AS users
    WHERE ${matchesAll(scope, conditionsOf(scope, { filters: access.others, search: range.search }))}`;
}

function rangeInOrder(scope: Scope, { leading }: OrderAccess, condition: Sql | undefined): Sql[] {
  return [...leading.map((one) => filterSql(scope, one)), ...(condition ? [condition] : [])];
}

/**
 * The conditions of a query, hidden from the planner by COALESCE: it has no statistics on values of data, and would take
 * other indexes for them, or expect so few users that it reads all of them.
 */
function hiddenConditions(scope: Scope, match: Match): Sql[] {
  const conditions = conditionsOf(scope, match);
  return conditions.length === 0 ? [] : [sql`coalesce(${join(conditions, " AND ")}, FALSE)`];
}

/** The users that a part finds and that meet the conditions. */
function found(scope: Scope, { part }: LookupAccess, conditions: readonly Sql[]): Sql {
  const { data } = scope.dialect;
  const [first, ...others] = part.lookups;
  if (others.length > 0 || (first.oneOf && data.searches)) {
    const isFound = sql`id IN (${lookUp(scope, part.lookups)})`;
    return sql`users WHERE ${matchesAll(scope, [isFound, ...conditions])}`;
  }
  const own = [
    ...findConditions(scope, first),
    ...hiddenConditions(scope, { filters: first.checks }),
  ];
  return sql`${usersBy(scope, first.index)} WHERE ${matchesAll(scope, [...own, ...conditions])}`;
}

/** Soft-deleted users have no data: an index on data cannot find them, and need not be compared with them. */
function findConditions(scope: Scope, { index, filter }: Pick<Lookup, "index" | "filter">): Sql[] {
  const isMatch = filterSql(scope, filter);
  return isFieldIndex(index) ? [isMatch, isLive] : [isMatch];
}

function lookUp(scope: Scope, lookups: readonly Lookup[]): Sql {
  const { data } = scope.dialect;
  const selects = lookups.flatMap(({ index, filter, checks, oneOf }) => {
    const searches = oneOf && data.searches?.(oneOf.path, oneOf.operands);
    if (!searches) {
      const hidden = hiddenConditions(scope, { filters: checks });
      const isMatch = matchesAll(scope, [...findConditions(scope, { index, filter }), ...hidden]);
      return [sql`SELECT id FROM ${usersBy(scope, index)} WHERE ${isMatch}`];
    }
    const hidden = hiddenConditions(scope, { filters: [filter, ...checks] });
    // OFFSET keeps the planner from joining in another way.
    return searches.map(
      ({ keys, isMatch }) => sql`SELECT one.id FROM ${keys} CROSS JOIN LATERAL (
        SELECT id FROM users WHERE ${matchesAll(scope, [isMatch, ...hidden])} OFFSET 0
      ) AS one`,
    );
  });
  return join(selects, " UNION ALL ");
}

/** All users of the app, or all in its trash, that meet the conditions. */
function everyone(scope: Scope, conditions: readonly Sql[]): Sql {
  if (scope.isTrash) return sql`${trash(scope)} WHERE ${matchesAll(scope, conditions)}`;
  return sql`users WHERE ${matchesAll(scope, [isLive, ...conditions])}`;
}

/**
 * The soft-deleted users as they were, under the names of the columns of `users`. `trashed_at` is minus the time of the
 * deletion, in whose order the index on creation times has them.
 */
function trash({ dialect: { boundedUsers } }: Scope): Sql {
  return sql`(SELECT app_id, id, deleted_data AS data, version, deleted_created_at AS created_at, updated_at,
      deactivated_at, banned_at, banned_until, ban_reason, tokens_valid_after, deleted_data,
      created_at AS deleted_created_at, created_at AS trashed_at${boundedUsers.inSubquery}
    FROM users WHERE created_at < 0) AS users`;
}

/** The app id is a literal so that the planner can use the app's partial indexes. */
function matchesAll({ appId }: Scope, conditions: readonly Sql[] = []): Sql {
  return join([sql`app_id = ${literal(appId)}`, ...conditions], " AND ");
}

const matchOf = ({ filter, search }: Pick<UserQuery, "filter" | "search">): Match => ({
  filters: filter ? [filter] : [],
  search,
});

function conditionsOf(scope: Scope, { filters, search }: Match): Sql[] {
  const conditions = filters.map((filter) => filterSql(scope, filter));
  return search === undefined ? conditions : [...conditions, searchSql(scope.dialect.data, search)];
}

/** `users`, read by this index where a statement can choose one. */
function usersBy({ dialect: { readBy } }: Scope, index: string): Sql {
  return readBy ? readBy(index) : sql`users`;
}
