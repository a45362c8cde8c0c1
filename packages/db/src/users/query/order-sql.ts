import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { isDataPath, type SortBy } from "@roster/contract";
import type { DataSql } from "./data-sql.js";
import { columnOf, columnValue } from "./field-sql.js";
import type { PageStart, UserPosition, UserRange } from "./user-query.js";

/** Columns that stand next to one another in the order, all in one direction, and a position in them. */
interface ColumnGroup {
  readonly columns: readonly Sql[];
  readonly values: readonly Sql[];
  readonly isDescending: boolean;
}

type Order = Pick<UserRange, "sort" | "from">;

/** The order of the rows: that of the query, reversed where the page looks backward. */
export function orderSql(data: DataSql, { sort, from }: Order): Sql {
  const terms = withIdLast(sort).flatMap(({ path, direction }) => {
    const isDescending = (direction === "desc") !== (from?.direction === "backward");
    const columns = isDataPath(path) ? data.keyColumns(path) : [columnOf(path)];
    return columns.map((column) => (isDescending ? sql`${column} DESC` : column));
  });
  return join(terms);
}

/** Whether a user stands behind the page's start, in the order of {@link orderSql}. */
export function afterSql(data: DataSql, { sort, from }: Order & { readonly from: PageStart }): Sql {
  const runs = groupColumns(data, { sort, from });
  // One comparison of rows where there is one direction: an index in that order is read from there on.
  const alternatives = runs.map((run, at) => {
    const isLast = at === runs.length - 1;
    const equal = runs.slice(0, at).map((before) => compare(before, sql`=`));
    return join([...equal, compare(run, comparisonSql(run, isLast && from.isInclusive))], " AND ");
  });
  const [first] = runs;
  if (!first || alternatives.length === 1) return join(alternatives);
  // Said already by the alternatives together, but only so a planner sees where to begin.
  return sql`${compare(first, comparisonSql(first, true))} AND ((${join(alternatives, ") OR (")}))`;
}

function groupColumns(
  data: DataSql,
  { sort, from }: Order & { readonly from: PageStart },
): ColumnGroup[] {
  const runs: ColumnGroup[] = [];
  for (const [index, { path, direction }] of withIdLast(sort).entries()) {
    const isDescending = (direction === "desc") !== (from.direction === "backward");
    const columns = isDataPath(path) ? data.keyColumns(path) : [columnOf(path)];
    const values = valuesAt(data, from.position, { path, index });
    const last = runs.at(-1);
    if (last?.isDescending !== isDescending) runs.push({ columns, values, isDescending });
    else {
      runs.pop();
      runs.push({
        columns: [...last.columns, ...columns],
        values: [...last.values, ...values],
        isDescending,
      });
    }
  }
  return runs;
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

/** No two users stand at one place: the id decides last, in the direction of the key before it. */
function withIdLast(sort: readonly SortBy[]): readonly SortBy[] {
  if (sort.some(({ path }) => path[0] === "id")) return sort;
  return [...sort, { path: ["id"], direction: sort.at(-1)?.direction ?? "asc" }];
}

function comparisonSql({ isDescending }: ColumnGroup, isInclusive: boolean): Sql {
  if (isDescending) return isInclusive ? sql`<=` : sql`<`;
  return isInclusive ? sql`>=` : sql`>`;
}

function compare({ columns, values }: ColumnGroup, sign: Sql): Sql {
  if (columns.length === 1) return sql`${join(columns)} ${sign} ${join(values)}`;
  return sql`(${join(columns)}) ${sign} (${join(values)})`;
}
