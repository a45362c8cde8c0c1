import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { isDataPath, type SortBy } from "@roster/contract";
import type { DataSql } from "./data-sql.js";
import { columnOf, columnValue } from "./field-sql.js";
import type { PageStart, UserPosition, UserRange } from "./user-query.js";

/** Consecutive columns of the order with the same direction, and a position's values in them. */
interface ColumnGroup {
  readonly columns: readonly Sql[];
  readonly values: readonly Sql[];
  readonly isDescending: boolean;
}

type Order = Pick<UserRange, "sort" | "from">;

/** The order of the query, reversed if the page extends backward. */
export function orderSql(data: DataSql, { sort, from }: Order): Sql {
  const terms = withIdLast(sort).flatMap(({ path, direction }) => {
    const isDescending = (direction === "desc") !== (from?.direction === "backward");
    const columns = isDataPath(path) ? data.keyColumns(path) : [columnOf(path)];
    return columns.map((column) => (isDescending ? sql`${column} DESC` : column));
  });
  return join(terms);
}

/** Whether a user comes after the start of the page, in the order of {@link orderSql}. */
export function afterSql(data: DataSql, { sort, from }: Order & { readonly from: PageStart }): Sql {
  const groups = groupColumns(data, { sort, from });
  // A row comparison if all directions are the same: an index in that order is read from this position.
  const alternatives = groups.map((group, index) => {
    const isLast = index === groups.length - 1;
    const equal = groups.slice(0, index).map((before) => compare(before, sql`=`));
    return join(
      [...equal, compare(group, comparisonSql(group, isLast && from.isInclusive))],
      " AND ",
    );
  });
  const [first] = groups;
  if (!first || alternatives.length === 1) return join(alternatives);
  // Implied by the alternatives, but lets the planner find the start of an index range.
  return sql`${compare(first, comparisonSql(first, true))} AND ((${join(alternatives, ") OR (")}))`;
}

function groupColumns(
  data: DataSql,
  { sort, from }: Order & { readonly from: PageStart },
): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const [index, { path, direction }] of withIdLast(sort).entries()) {
    const isDescending = (direction === "desc") !== (from.direction === "backward");
    const columns = isDataPath(path) ? data.keyColumns(path) : [columnOf(path)];
    const values = valuesAt(data, from.position, { path, index });
    const last = groups.at(-1);
    if (last?.isDescending !== isDescending) groups.push({ columns, values, isDescending });
    else {
      groups.pop();
      groups.push({
        columns: [...last.columns, ...columns],
        values: [...last.values, ...values],
        isDescending,
      });
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
  if (!isDataPath(path)) return [columnValue(path, key)];
  return typeof key === "object" ? data.keyValues(key) : [];
}

/** Makes positions unique: the id comes last, in the direction of the sort key before it. */
function withIdLast(sort: readonly SortBy[]): readonly SortBy[] {
  if (sort.some(({ path }) => path[0] === "id")) return sort;
  return [...sort, { path: ["id"], direction: sort.at(-1)?.direction ?? "asc" }];
}

function comparisonSql({ isDescending }: ColumnGroup, isInclusive: boolean): Sql {
  if (isDescending) return isInclusive ? sql`<=` : sql`<`;
  return isInclusive ? sql`>=` : sql`>`;
}

function compare({ columns, values }: ColumnGroup, operator: Sql): Sql {
  if (columns.length === 1) return sql`${join(columns)} ${operator} ${join(values)}`;
  return sql`(${join(columns)}) ${operator} (${join(values)})`;
}
