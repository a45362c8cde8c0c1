import { join, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import type { Scalar } from "@roster/contract/filter";
import { operatorSql, prefixOperatorSql } from "../../users/query/comparison-sql.js";
import {
  fitsSortPrefix,
  parseNumber,
  prefixUpperBound,
  sortPrefix,
} from "../../users/query/sort-key.js";
import type { DataSql } from "../../users/query/data-sql.js";
import { escapeKey, sortPrefixLength } from "../../users/query/literal.js";
import {
  canShareDouble,
  compareNumber,
  doublesSql,
  excessesSql,
  excessOf,
  number,
  numberValues,
} from "./number-sql.js";

/**
 * A sort key is four columns: the rank, the number as a double, what an integer has in excess of its double (both 0 for
 * other types), and the string (empty for other types). CASE guards each cast against values of other types.
 */
export const postgresqlDataSql: DataSql = {
  seeksRows: true,

  keyColumns: (path) => [rankSql(path), numberSql(path), excessSql(path), stringSql(path)],

  keyValues([rank, value]) {
    const none = [number(0), sql`0`, sql`''`];
    switch (rank) {
      case 1:
        return [sql`1`, ...numberValues(parseNumber(value)), sql`''`];
      case 2:
        return [sql`2`, number(0), sql`0`, text(value)];
      case 3:
        return [sql`3`, number(value ? 1 : 0), sql`0`, sql`''`];
      case 4:
        return [sql`4`, ...none];
      case 5:
        return [sql`5`, ...none];
      case 6:
        return [sql`6`, ...none];
    }
  },

  compare(path, operator, operand) {
    const rank = rankSql(path);
    if (typeof operand === "string") {
      const isText = isTextSql(path);
      const beginning = text(sortPrefix(operand));
      if (fitsSortPrefix(operand)) {
        return sql`(${isText} AND ${stringSql(path)} ${operatorSql(operator)} ${beginning})`;
      }
      return sql`(${isText} AND ${stringSql(path)} ${prefixOperatorSql(operator)} ${beginning}
        AND ${valueText(path)} COLLATE "C" ${operatorSql(operator)} ${text(operand)})`;
    }
    if (operand === null) return sql`${rank} = 5`;
    if (typeof operand === "boolean") {
      return sql`(${rank} = 3 AND ${numberSql(path)} ${operatorSql(operator)} ${number(Number(operand))})`;
    }
    const columns = [numberSql(path), excessSql(path)] as const;
    return sql`(${rank} = 1 AND ${compareNumber(columns, operator, operand)})`;
  },

  oneOf(path, operands) {
    const strings = operands.filter((one) => typeof one === "string");
    const numbers = operands.filter((one) => typeof one === "number" || typeof one === "bigint");
    const others = new Set(operands.filter((one) => typeof one === "boolean" || one === null));
    const alternatives = Array.from(others, (one) => postgresqlDataSql.compare(path, "eq", one));
    if (strings.length > 0) alternatives.push(isOneOfStrings(path, strings));
    if (numbers.length > 0) alternatives.push(isOneOfNumbers(path, numbers));
    return sql`(${join(alternatives, " OR ")})`;
  },

  searches(path, operands) {
    const unique = [...new Set(operands)];
    const strings = unique.filter((one) => typeof one === "string");
    const numbers = unique.filter((one) => typeof one === "number" || typeof one === "bigint");
    const others = unique.filter((one) => typeof one === "boolean" || one === null);
    return [
      {
        keys: sql`unnest(CAST(${strings.map(sortPrefix)} AS TEXT[])) AS v(text)`,
        isMatch: sql`${isTextSql(path)} AND ${stringSql(path)} = v.text`,
      },
      {
        keys: sql`unnest(${doublesSql(numbers)}, ${excessesSql(numbers)}) AS v(number, excess)`,
        isMatch: sql`${rankSql(path)} = 1 AND ${numberSql(path)} = v.number AND ${excessSql(path)} = v.excess`,
      },
      ...others.map((one) => ({
        keys: sql`(VALUES (1)) AS v(one)`,
        isMatch: postgresqlDataSql.compare(path, "eq", one),
      })),
    ];
  },

  uniqueColumns: (path) => [...postgresqlDataSql.keyColumns(path), hashSql(path)],

  isUniqueValue: (path) => sql`${rankSql(path)} <= 3`,

  exists: (path) => sql`(${jsonValue(path)}) IS NOT NULL`,

  contains(path, operand) {
    const isPart =
      typeof operand === "string"
        ? sql`WHEN 'string' THEN ${includes(valueText(path), operand)}`
        : sql``;
    return sql`CASE json_typeof(${jsonValue(path)})
      WHEN 'array' THEN EXISTS (
        SELECT 1 FROM json_array_elements(${jsonValue(path)}) AS e(value) WHERE ${elementIs(operand)}
      ) ${isPart} ELSE FALSE END`;
  },

  startsWith(path, prefix) {
    const above = prefixUpperBound(sortPrefix(prefix));
    const isBelow = above === undefined ? sql`` : sql`AND ${stringSql(path)} < ${text(above)}`;
    return sql`(${isTextSql(path)} AND ${stringSql(path)} >= ${text(sortPrefix(prefix))} ${isBelow}
      AND starts_with(${valueText(path)}, ${prefix}))`;
  },

  includes,

  search: (part) => sql`EXISTS (
    SELECT 1 FROM json_each(users.data) AS e
    WHERE CASE json_typeof(e.value)
      WHEN 'string' THEN ${includes(sql`lower((e.value #>> '{}') COLLATE "C")`, part)} ELSE FALSE END
  )`,
};

function rankSql(path: DataPath): Sql {
  return sql`CASE json_typeof(${jsonValue(path)}) WHEN 'number' THEN 1 WHEN 'string' THEN 2
    WHEN 'boolean' THEN 3 WHEN 'object' THEN 4 WHEN 'array' THEN 4 WHEN 'null' THEN 5 ELSE 6 END`;
}

function numberSql(path: DataPath): Sql {
  return sql`CASE json_typeof(${jsonValue(path)})
    WHEN 'number' THEN CAST(${valueText(path)} AS DOUBLE PRECISION)
    WHEN 'boolean' THEN CASE ${valueText(path)} WHEN 'true' THEN ${number(1)} ELSE ${number(0)} END
    ELSE ${number(0)} END`;
}

function excessSql(path: DataPath): Sql {
  return sql`CASE json_typeof(${jsonValue(path)})
    WHEN 'number' THEN ${excessOf(valueText(path))} ELSE 0 END`;
}

/** A value that is a string. Its numbers are always 0; comparing them lets the planner use an index on all columns. */
function isTextSql(path: DataPath): Sql {
  return sql`${rankSql(path)} = 2 AND ${numberSql(path)} = ${number(0)} AND ${excessSql(path)} = 0`;
}

function isOneOfStrings(path: DataPath, operands: readonly string[]): Sql {
  const isOne = sql`(${isTextSql(path)}
    AND ${stringSql(path)} = ANY(CAST(${operands.map(sortPrefix)} AS TEXT[])))`;
  if (operands.every(fitsSortPrefix)) return isOne;
  return sql`(${isOne} AND ${valueText(path)} = ANY(CAST(${operands} AS TEXT[])))`;
}

function isOneOfNumbers(path: DataPath, operands: readonly (number | bigint)[]): Sql {
  const doubles = doublesSql(operands);
  const isOne = sql`${rankSql(path)} = 1 AND ${numberSql(path)} = ANY(${doubles})`;
  if (!operands.some(canShareDouble)) return sql`(${isOne})`;
  return sql`(${isOne} AND (${numberSql(path)}, ${excessSql(path)})
    IN (SELECT * FROM unnest(${doubles}, ${excessesSql(operands)})))`;
}

function stringSql(path: DataPath): Sql {
  return sql`CASE json_typeof(${jsonValue(path)})
    WHEN 'string' THEN left(${valueText(path)}, ${sortPrefixLength}) ELSE '' END COLLATE "C"`;
}

/** A hash of a string longer than its sort key: the whole string may be too long for an index row. */
function hashSql(path: DataPath): Sql {
  const whole = valueText(path);
  return sql`CASE json_typeof(${jsonValue(path)}) WHEN 'string'
    THEN CASE WHEN char_length(${whole}) < ${sortPrefixLength} THEN '' ELSE md5(${whole}) END ELSE '' END`;
}

/** `->` with a text operand selects a key, never an array element. */
function jsonValue([, ...keys]: DataPath): Sql {
  return keys.reduce((parent, key) => sql`${parent} -> ${keyText(key)}`, sql`data`);
}

function valueText([, ...keys]: DataPath): Sql {
  const last = keys.length - 1;
  return keys.reduce(
    (parent, key, index) =>
      index === last ? sql`(${parent} ->> ${keyText(key)})` : sql`${parent} -> ${keyText(key)}`,
    sql`data`,
  );
}

const keyText = (key: string) => raw(`CAST(E'${escapeKey(key)}' AS TEXT)`);

function text(value: string): Sql {
  return sql`CAST(${value} AS TEXT)`;
}

function includes(whole: Sql, part: string): Sql {
  return sql`strpos(${whole}, ${part}) > 0`;
}

function elementIs(operand: Scalar): Sql {
  const elementText = sql`(e.value #>> '{}')`;
  const elementNumber = [
    sql`CAST(${elementText} AS DOUBLE PRECISION)`,
    excessOf(elementText),
  ] as const;
  if (operand === null) return sql`json_typeof(e.value) = 'null'`;
  const isEqual =
    typeof operand === "number" || typeof operand === "bigint"
      ? sql`WHEN 'number' THEN ${compareNumber(elementNumber, "eq", operand)}`
      : typeof operand === "string"
        ? sql`WHEN 'string' THEN ${elementText} = ${operand}`
        : sql`WHEN 'boolean' THEN ${elementText} = ${String(operand)}`;
  return sql`CASE json_typeof(e.value) ${isEqual} ELSE FALSE END`;
}
