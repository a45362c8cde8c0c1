import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { isDataPath } from "@roster/contract";
import type { Condition, Filter } from "@roster/contract/filter";
import { operatorSql } from "./comparison-sql.js";
import { prefixUpperBound } from "./sort-key.js";
import type { DataSql } from "./data-sql.js";
import { columnOf, columnValue } from "./field-sql.js";

interface Scope {
  readonly dialect: { readonly data: DataSql };
  /** In microseconds since 1970: bans that ended before have expired. */
  readonly now: bigint;
}

/** Whether a user matches the filter: true or false, never NULL. */
export function filterSql(scope: Scope, filter: Filter): Sql {
  switch (filter.kind) {
    case "all":
      return combine(scope, filter.filters, { operator: " AND ", empty: sql`1 = 1` });
    case "any":
      return combine(scope, filter.filters, { operator: " OR ", empty: sql`1 = 0` });
    case "not":
      return sql`NOT (${filterSql(scope, filter.filter)})`;
    default:
      return conditionSql(scope, filter);
  }
}

/** Whether the id, or a string at the top level of the data, contains `text`; A to Z match a to z. */
export function searchSql(data: DataSql, text: string): Sql {
  const part = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return sql`(${data.includes(sql`lower(id)`, part)} OR ${data.search(part)})`;
}

function combine(
  scope: Scope,
  filters: readonly Filter[],
  { operator, empty }: { operator: string; empty: Sql },
): Sql {
  if (filters.length === 0) return empty;
  return sql`(${join(
    filters.map((filter) => filterSql(scope, filter)),
    operator,
  )})`;
}

function conditionSql(scope: Scope, condition: Condition): Sql {
  const { data } = scope.dialect;
  const { kind, path } = condition;
  switch (kind) {
    case "exists":
      return data.exists(path);
    case "compare": {
      const { operator, operand } = condition;
      if (isDataPath(path)) return data.compare(path, operator, operand);
      const [field] = path;
      if (field === "banned") return isBanned(scope, operand === true);
      return sql`${columnOf([field])} ${operatorSql(operator)} ${columnValue([field], operand)}`;
    }
    case "in": {
      const [first, ...others] = condition.operands;
      if (isDataPath(path) && first !== undefined) {
        return data.oneOf(path, [first, ...others]);
      }
      return filterSql(scope, {
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

function isBanned({ now }: Scope, isTrue: boolean): Sql {
  const ban = sql`(banned_at IS NOT NULL AND (banned_until IS NULL OR banned_until > ${now}))`;
  return isTrue ? ban : sql`NOT ${ban}`;
}

/** A range condition, which can use the primary key. */
function idStartsWith(prefix: string): Sql {
  const above = prefixUpperBound(prefix);
  return above === undefined ? sql`id >= ${prefix}` : sql`(id >= ${prefix} AND id < ${above})`;
}
