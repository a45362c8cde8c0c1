import { join, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import type { Scalar } from "@roster/contract/filter";
import { operatorSql, prefixOperatorSql } from "../../users/query/comparison-sql.js";
import { fitsSortPrefix, sortPrefix, prefixUpperBound } from "../../users/query/sort-key.js";
import type { DataSql } from "../../users/query/data-sql.js";
import { escapeKey, sortedCharacters } from "../../users/query/literal.js";

/**
 * The key is one column, whose storage classes SQLite orders by itself: REAL below TEXT below BLOB, and
 * one BLOB for each value without an order of its own.
 */
const blobs = { false: sql`x'01'`, true: sql`x'02'` };
const blobOfRank = { 4: sql`x'03'`, 5: sql`x'04'`, 6: sql`x'05'` };

export const sqliteData: DataSql = {
  keyColumns: (path) => [keyOf(path)],

  keyValues([rank, value]) {
    switch (rank) {
      case 1:
        return [number(value)];
      case 2:
        return [sql`${value}`];
      case 3:
        return [blobs[`${value}`]];
      default:
        return [blobOfRank[rank]];
    }
  },

  compare(path, operator, operand) {
    const key = keyOf(path);
    if (typeof operand === "string") {
      const beginning = sortPrefix(operand);
      const isText = operator.startsWith("g") ? sql`${key} < x''` : sql`${key} >= ''`;
      if (fitsSortPrefix(operand))
        return sql`(${key} ${operatorSql(operator)} ${operand} AND ${isText})`;
      return sql`(${key} ${prefixOperatorSql(operator)} ${beginning} AND ${isText}
        AND ${valueOf(path)} ${operatorSql(operator)} ${operand})`;
    }
    if (typeof operand === "number") {
      const isNumber = operator.startsWith("g") ? sql`AND ${key} < ''` : sql``; // the lowest of types
      return sql`(${key} ${operatorSql(operator)} ${number(operand)} ${isNumber})`;
    }
    return sql`${key} = ${operand === null ? blobOfRank[5] : blobs[`${operand}`]}`;
  },

  uniqueColumns: (path) => [keyOf(path), restOf(path)],

  isUniqueValue: (path) => sql`${keyOf(path)} < x'03'`,

  /** One look at an index for each key, which OR is not; then the whole texts of those that keys cut. */
  oneOf(path, operands) {
    const isOneOfKeys = sql`${keyOf(path)} IN (${join(operands.map(keyValueOf))})`;
    if (operands.every((one) => typeof one !== "string" || fitsSortPrefix(one))) return isOneOfKeys;
    const isOne = operands.map((one) => sqliteData.compare(path, "eq", one));
    return sql`(${isOneOfKeys} AND (${join(isOne, " OR ")}))`;
  },

  exists: (path) => sql`json_type(data, ${jsonPath(path)}) IS NOT NULL`,

  contains(path, operand) {
    const isPart =
      typeof operand === "string"
        ? sql`WHEN 'text' THEN ${includes(valueOf(path), operand)}`
        : sql``;
    return sql`CASE json_type(data, ${jsonPath(path)})
      WHEN 'array' THEN EXISTS (
        SELECT 1 FROM json_each(users.data, ${jsonPath(path)}) AS e WHERE ${elementIs(operand)}
      ) ${isPart} ELSE 0 END`;
  },

  startsWith(path, text) {
    const above = prefixUpperBound(sortPrefix(text));
    return sql`(${keyOf(path)} >= ${sortPrefix(text)}
      AND ${keyOf(path)} < ${above === undefined ? sql`x''` : sql`${above}`}
      AND substr(${valueOf(path)}, 1, length(${text})) = ${text})`;
  },

  includes,

  search: (part) => sql`EXISTS (
    SELECT 1 FROM json_each(users.data) AS e
    WHERE e.type = 'text' AND ${includes(sql`lower(e.value)`, part)}
  )`,
};

function keyValueOf(operand: Scalar): Sql {
  if (typeof operand === "string") return sql`${sortPrefix(operand)}`;
  if (typeof operand === "number") return number(operand);
  return operand === null ? blobOfRank[5] : blobs[`${operand}`];
}

function keyOf(path: DataPath): Sql {
  const value = valueOf(path);
  return sql`CASE json_type(data, ${jsonPath(path)})
    WHEN 'text' THEN substr(${value}, 1, ${sortedCharacters})
    WHEN 'integer' THEN CAST(${value} AS REAL) WHEN 'real' THEN ${value}
    WHEN 'false' THEN x'01' WHEN 'true' THEN x'02'
    WHEN 'object' THEN x'03' WHEN 'array' THEN x'03' WHEN 'null' THEN x'04' ELSE x'05' END`;
}

/** A text whose key may be another's too. */
function restOf(path: DataPath): Sql {
  const value = valueOf(path);
  return sql`CASE json_type(data, ${jsonPath(path)}) WHEN 'text'
    THEN CASE WHEN length(${value}) < ${sortedCharacters} THEN '' ELSE ${value} END ELSE '' END`;
}

function valueOf(path: DataPath): Sql {
  return sql`json_extract(data, ${jsonPath(path)})`;
}

/**
 * Read as stored numbers are read, which may miss the nearest one by a last bit: equals stay equal. `+`
 * takes CAST's affinity away, which would make numbers of the texts that it is compared with.
 */
function number(value: number): Sql {
  return sql`+CAST(json_extract(${JSON.stringify(value)}, '$') AS REAL)`;
}

function includes(text: Sql, part: string): Sql {
  return sql`instr(${text}, ${part}) > 0`;
}

function elementIs(operand: Scalar): Sql {
  if (typeof operand === "string") return sql`e.type = 'text' AND e.value = ${operand}`;
  if (typeof operand === "number") {
    return sql`e.type IN ('integer', 'real') AND CAST(e.value AS REAL) = ${number(operand)}`;
  }
  return sql`e.type = ${String(operand)}`;
}

/** `$."a"."b"`: each step in quotes is a key, whatever stands in it. */
function jsonPath([, ...keys]: DataPath): Sql {
  return raw(`'${["$", ...keys.map((key) => `"${escapeKey(key)}"`)].join(".")}'`);
}
