import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { isDataPath } from "@roster/contract";
import type { Condition, Filter } from "@roster/contract/filter";
import { operatorSql } from "./comparison-sql.js";
import { prefixUpperBound } from "./sort-key.js";
import type { DataSql } from "./data-sql.js";
import { columnOf, columnValue } from "./field-sql.js";

/** Whether a user matches the filter: true or false, never NULL. */
export function filterSql(data: DataSql, filter: Filter): Sql {
  switch (filter.kind) {
    case "all":
      return combine(data, filter.filters, { operator: " AND ", empty: sql`1 = 1` });
    case "any":
      return combine(data, filter.filters, { operator: " OR ", empty: sql`1 = 0` });
    case "not":
      return sql`NOT (${filterSql(data, filter.filter)})`;
    default:
      return conditionSql(data, filter);
  }
}

/** Whether the id, or a string at the top level of the data, contains `text`; A to Z match a to z. */
export function searchSql(data: DataSql, text: string): Sql {
  const part = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return sql`(${data.includes(sql`lower(id)`, part)} OR ${data.search(part)})`;
}

function combine(
  data: DataSql,
  filters: readonly Filter[],
  { operator, empty }: { operator: string; empty: Sql },
): Sql {
  if (filters.length === 0) return empty;
  return sql`(${join(
    filters.map((filter) => filterSql(data, filter)),
    operator,
  )})`;
}

function conditionSql(data: DataSql, condition: Condition): Sql {
  const { kind, path } = condition;
  switch (kind) {
    case "exists":
      return data.exists(path);
    case "compare": {
      const { operator, operand } = condition;
      if (isDataPath(path)) return data.compare(path, operator, operand);
      return sql`${columnOf(path)} ${operatorSql(operator)} ${columnValue(path, operand)}`;
    }
    case "in": {
      const [first, ...others] = condition.operands;
      if (isDataPath(path) && first !== undefined) {
        return data.oneOf(path, [first, ...others]);
      }
      return filterSql(data, {
        kind: "any",
        filters: condition.operands.map(
          (operand) => ({ kind: "compare", path, operator: "eq", operand }) as const,
        ),
      });
    }
    case "contains": {
      const { operand } = condition;
      return isDataPath(path)
        ? data.contains(path, operand)
        : data.includes(sql`id`, String(operand));
    }
    case "startsWith": {
      const { operand } = condition;
      return isDataPath(path) ? data.startsWith(path, operand) : idStartsWith(operand);
    }
  }
}

/** A range condition, which can use the primary key. */
function idStartsWith(prefix: string): Sql {
  const above = prefixUpperBound(prefix);
  return above === undefined ? sql`id >= ${prefix}` : sql`(id >= ${prefix} AND id < ${above})`;
}
