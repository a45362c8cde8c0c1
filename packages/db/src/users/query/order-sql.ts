import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { isDataPath, type SortBy } from "@roster/contract";
import type { DataSql } from "./data-sql.js";
import { columnOf, columnValue } from "./field-sql.js";
import type { PageStart, UserPosition, UserRange } from "./user-query.js";

/** The columns of a sort key, and a position's values in them. Consecutive terms can be combined. */
interface Term {
  readonly columns: readonly Sql[];
  readonly values: readonly Sql[];
  readonly isDescending: boolean;
}

type Order = Pick<UserRange, "sort" | "from">;

/** A stretch of the order: the condition that its users meet, and their order. */
export interface Stretch {
  readonly condition?: Sql;
  readonly order: Sql;
}

/** The order of the query, reversed if the page extends backward. */
export function orderSql(data: DataSql, order: Order): Sql {
  return orderOf(termsOf(data, order));
}

/** The same order, but not that of any index: the planner cannot read users in it, and has to sort them. */
export function sortedOrderSql(data: DataSql, order: Order): Sql {
  const [first, ...others] = termsOf(data, order);
  if (!first) return sql`id`;
  const [column, ...columns] = first.columns;
  return orderOf([
    { ...first, columns: [sql`coalesce(${column}, ${column})`, ...columns] },
    ...others,
  ]);
}

/** Whether a user comes after the start of the page, in the order of {@link orderSql}. */
export function afterSql(data: DataSql, order: Order & { readonly from: PageStart }): Sql {
  return afterOf(termsOf(data, order), order.from.isInclusive);
}

/**
 * The stretches from the start of a page, for an index in its order. A comparison of rows is a range of the index, but on
 * SQLite only if it starts with a column: there, users that are equal in an expression come first, then those beyond it.
 */
export function stretchesOf(data: DataSql, order: Order): readonly Stretch[] {
  const { sort, from } = order;
  const terms = termsOf(data, order);
  const [first, ...others] = terms;
  if (!from || !first) return [{ order: orderOf(terms) }];
  if (data.seeksRows || !sort[0] || !isDataPath(sort[0].path)) {
    return [{ condition: afterOf(terms, from.isInclusive), order: orderOf(terms) }];
  }
  const isSame = sql`${compare(first, sql`=`)} AND ${afterOf(others, from.isInclusive)}`;
  return [
    { condition: isSame, order: orderOf(others) },
    { condition: afterOf([first], false), order: orderOf(terms) },
  ];
}

function termsOf(data: DataSql, { sort, from }: Order): Term[] {
  return withIdLast(sort).map(({ path, direction }, index) => ({
    columns: isDataPath(path) ? data.keyColumns(path) : [columnOf(path)],
    values: from ? valuesAt(data, from.position, { path, index }) : [],
    // The column of deletions is the time with the opposite sign.
    isDescending:
      ((direction === "desc") !== (from?.direction === "backward")) !== (path[0] === "deletedAt"),
  }));
}

function orderOf(terms: readonly Term[]): Sql {
  return join(
    terms.flatMap(({ columns, isDescending }) =>
      columns.map((column) => (isDescending ? sql`${column} DESC` : column)),
    ),
  );
}

function afterOf(terms: readonly Term[], isInclusive: boolean): Sql {
  const groups = combine(terms);
  // A row comparison if all directions are the same: an index in that order is read from this position.
  const alternatives = groups.map((group, index) => {
    const isLast = index === groups.length - 1;
    const equal = groups.slice(0, index).map((before) => compare(before, sql`=`));
    return join([...equal, compare(group, comparisonSql(group, isLast && isInclusive))], " AND ");
  });
  const [first] = groups;
  if (!first || alternatives.length === 1) return join(alternatives);
  // Implied by the alternatives, but lets the planner find the start of an index range.
  return sql`${compare(first, comparisonSql(first, true))} AND ((${join(alternatives, ") OR (")}))`;
}

/** Combines consecutive terms with the same direction. */
function combine(terms: readonly Term[]): Term[] {
  const groups: Term[] = [];
  for (const term of terms) {
    const last = groups.at(-1);
    if (last?.isDescending !== term.isDescending) groups.push(term);
    else {
      const columns = [...last.columns, ...term.columns];
      groups.splice(-1, 1, { ...last, columns, values: [...last.values, ...term.values] });
    }
  }
  return groups;
}

function valuesAt(
  data: DataSql,
  { keys, id }: UserPosition,
  { path, index }: Pick<SortBy, "path"> & { readonly index: number },
): readonly Sql[] {
  const key = index < keys.length ? keys[index] : id;
  // Nothing that is not deleted is older than 1970, not even for a forged cursor.
  if (path[0] === "createdAt") return [columnValue(path, maxText(String(key), EPOCH))];
  if (!isDataPath(path)) return [columnValue(path, key)];
  return typeof key === "object" ? data.keyValues(key) : [];
}

const EPOCH = "1970-01-01T00:00:00.000000Z";

const maxText = (a: string, b: string) => (a < b ? b : a);

/**
 * Whether the page is a range of creation times that has no soft-deleted users: with another condition on these times,
 * SQLite would not begin to read at the position.
 */
export const isAboveTrash = ({ sort: [first], from }: Order): boolean =>
  from !== undefined &&
  first?.path[0] === "createdAt" &&
  (first.direction === "asc") === (from.direction === "forward");

/** Makes positions unique: the id comes last, in the direction of the sort key before it. */
function withIdLast(sort: readonly SortBy[]): readonly SortBy[] {
  if (sort.some(({ path }) => path[0] === "id")) return sort;
  return [...sort, { path: ["id"], direction: sort.at(-1)?.direction ?? "asc" }];
}

function comparisonSql({ isDescending }: Term, isInclusive: boolean): Sql {
  if (isDescending) return isInclusive ? sql`<=` : sql`<`;
  return isInclusive ? sql`>=` : sql`>`;
}

function compare({ columns, values }: Term, operator: Sql): Sql {
  if (columns.length === 1) return sql`${join(columns)} ${operator} ${join(values)}`;
  return sql`(${join(columns)}) ${operator} (${join(values)})`;
}
