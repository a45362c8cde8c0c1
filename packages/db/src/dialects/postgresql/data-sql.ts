import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import type { Scalar } from "@roster/contract/filter";
import { operatorSql, prefixOperatorSql } from "../../users/query/comparison-sql.js";
import { fitsSortPrefix, sortPrefix, prefixUpperBound } from "../../users/query/sort-key.js";
import type { DataSql } from "../../users/query/data-sql.js";
import { escapeKey, sortedCharacters } from "../../users/query/literal.js";

/**
 * The key is three columns: the rank, the number (0 for what is none) and the text (empty for what is
 * none). CASE keeps a cast from what it cannot read.
 */
export const postgresqlData: DataSql = {
  keyColumns: (path) => [rankOf(path), numberOf(path), textOf(path)],

  keyValues([rank, of]) {
    const none = [number(0), sql`''`];
    switch (rank) {
      case 1:
        return [sql`1`, number(of), sql`''`];
      case 2:
        return [sql`2`, number(0), text(of)];
      case 3:
        return [sql`3`, number(of ? 1 : 0), sql`''`];
      case 4:
        return [sql`4`, ...none];
      case 5:
        return [sql`5`, ...none];
      case 6:
        return [sql`6`, ...none];
    }
  },

  compare(path, operator, operand) {
    const rank = rankOf(path);
    if (typeof operand === "string") {
      // The number is always 0; naming it lets an index of all three columns serve.
      const isText = sql`${rank} = 2 AND ${numberOf(path)} = ${number(0)}`;
      const beginning = text(sortPrefix(operand));
      if (fitsSortPrefix(operand)) {
        return sql`(${isText} AND ${textOf(path)} ${operatorSql(operator)} ${beginning})`;
      }
      return sql`(${isText} AND ${textOf(path)} ${prefixOperatorSql(operator)} ${beginning}
        AND ${valueText(path)} COLLATE "C" ${operatorSql(operator)} ${text(operand)})`;
    }
    if (operand === null) return sql`${rank} = 5`;
    const isType = typeof operand === "number" ? sql`${rank} = 1` : sql`${rank} = 3`;
    return sql`(${isType} AND ${numberOf(path)} ${operatorSql(operator)} ${number(Number(operand))})`;
  },

  uniqueColumns: (path) => [...postgresqlData.keyColumns(path), restOf(path)],

  isUniqueValue: (path) => sql`${rankOf(path)} <= 3`,

  exists: (path) => sql`(${value(path)}) IS NOT NULL`,

  contains(path, operand) {
    const isPart =
      typeof operand === "string"
        ? sql`WHEN 'string' THEN ${includes(valueText(path), operand)}`
        : sql``;
    return sql`CASE json_typeof(${value(path)})
      WHEN 'array' THEN EXISTS (
        SELECT 1 FROM json_array_elements(${value(path)}) AS e(value) WHERE ${elementIs(operand)}
      ) ${isPart} ELSE FALSE END`;
  },

  startsWith(path, prefix) {
    const above = prefixUpperBound(sortPrefix(prefix));
    const isBelow = above === undefined ? sql`` : sql`AND ${textOf(path)} < ${text(above)}`;
    return sql`(${rankOf(path)} = 2 AND ${numberOf(path)} = ${number(0)}
      AND ${textOf(path)} >= ${text(sortPrefix(prefix))} ${isBelow}
      AND starts_with(${valueText(path)}, ${prefix}))`;
  },

  includes,

  search: (part) => sql`EXISTS (
    SELECT 1 FROM json_each(users.data) AS e
    WHERE CASE json_typeof(e.value)
      WHEN 'string' THEN ${includes(sql`lower((e.value #>> '{}') COLLATE "C")`, part)} ELSE FALSE END
  )`,
};

function rankOf(path: DataPath): Sql {
  return sql`CASE json_typeof(${value(path)}) WHEN 'number' THEN 1 WHEN 'string' THEN 2
    WHEN 'boolean' THEN 3 WHEN 'object' THEN 4 WHEN 'array' THEN 4 WHEN 'null' THEN 5 ELSE 6 END`;
}

function numberOf(path: DataPath): Sql {
  return sql`CASE json_typeof(${value(path)})
    WHEN 'number' THEN CAST(${valueText(path)} AS DOUBLE PRECISION)
    WHEN 'boolean' THEN CASE ${valueText(path)} WHEN 'true' THEN ${number(1)} ELSE ${number(0)} END
    ELSE ${number(0)} END`;
}

function textOf(path: DataPath): Sql {
  return sql`CASE json_typeof(${value(path)})
    WHEN 'string' THEN left(${valueText(path)}, ${sortedCharacters}) ELSE '' END COLLATE "C"`;
}

/** Of a text whose key may be another's too, a hash: the whole may be too long for a row of an index. */
function restOf(path: DataPath): Sql {
  const whole = valueText(path);
  return sql`CASE json_typeof(${value(path)}) WHEN 'string'
    THEN CASE WHEN char_length(${whole}) < ${sortedCharacters} THEN '' ELSE md5(${whole}) END ELSE '' END`;
}

/** `->` with a text leads to the value of a key, never to a place in an array. */
function value([, ...keys]: DataPath): Sql {
  return keys.reduce((below, key) => sql`${below} -> ${keyText(key)}`, sql`data`);
}

function valueText([, ...keys]: DataPath): Sql {
  const last = keys.length - 1;
  return keys.reduce(
    (below, key, at) =>
      at === last ? sql`(${below} ->> ${keyText(key)})` : sql`${below} -> ${keyText(key)}`,
    sql`data`,
  );
}

const keyText = (key: string) => raw(`CAST(E'${escapeKey(key)}' AS TEXT)`);

function number(of: number): Sql {
  if (of === 0) return sql`CAST(0 AS DOUBLE PRECISION)`;
  if (of === 1) return sql`CAST(1 AS DOUBLE PRECISION)`;
  return sql`CAST(${String(of)} AS DOUBLE PRECISION)`;
}

function text(of: string): Sql {
  return sql`CAST(${of} AS TEXT)`;
}

function includes(whole: Sql, part: string): Sql {
  return sql`strpos(${whole}, ${part}) > 0`;
}

function elementIs(operand: Scalar): Sql {
  const elementText = sql`(e.value #>> '{}')`;
  if (operand === null) return sql`json_typeof(e.value) = 'null'`;
  const isEqual =
    typeof operand === "number"
      ? sql`WHEN 'number' THEN CAST(${elementText} AS DOUBLE PRECISION) = ${number(operand)}`
      : typeof operand === "string"
        ? sql`WHEN 'string' THEN ${elementText} = ${operand}`
        : sql`WHEN 'boolean' THEN ${elementText} = ${String(operand)}`;
  return sql`CASE json_typeof(e.value) ${isEqual} ELSE FALSE END`;
}
