import { join, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import type { Scalar } from "@roster/contract/filter";
import { operatorSql, prefixOperatorSql } from "../../users/query/comparison-sql.js";
import { fitsSortPrefix, sortPrefix, prefixUpperBound } from "../../users/query/sort-key.js";
import type { DataSql } from "../../users/query/data-sql.js";
import { escapeKey, sortPrefixLength } from "../../users/query/literal.js";

/**
 * A sort key is one column. SQLite orders storage classes as numbers, TEXT, BLOB; a BLOB stands for each boolean,
 * for containers, for null and for a missing value. An integer literal within 64 bits is an INTEGER, any other number
 * a REAL; SQLite compares the two exactly.
 */
const blobs = { false: sql`x'01'`, true: sql`x'02'` };
const blobOfRank = { 4: sql`x'03'`, 5: sql`x'04'`, 6: sql`x'05'` };

export const sqliteDataSql: DataSql = {
  seeksRows: false,

  keyColumns: (path) => [keySql(path)],

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
    const key = keySql(path);
    if (typeof operand === "string") {
      const beginning = sortPrefix(operand);
      const isText = likely(operator.startsWith("g") ? sql`${key} < x''` : sql`${key} >= ''`);
      if (fitsSortPrefix(operand))
        return sql`(${key} ${operatorSql(operator)} ${operand} AND ${isText})`;
      return sql`(${key} ${prefixOperatorSql(operator)} ${beginning} AND ${isText}
        AND ${valueSql(path)} ${operatorSql(operator)} ${operand})`;
    }
    if (typeof operand === "number" || typeof operand === "bigint") {
      const isNumber = operator.startsWith("g") ? sql`AND ${likely(sql`${key} < ''`)}` : sql``; // numbers sort first
      return sql`(${key} ${operatorSql(operator)} ${number(literalOf(operand))} ${isNumber})`;
    }
    return sql`${key} = ${operand === null ? blobOfRank[5] : blobs[`${operand}`]}`;
  },

  uniqueColumns: (path) => [keySql(path), remainderSql(path)],

  isUniqueValue: (path) => sql`${keySql(path)} < x'03'`,

  /** IN searches the index once per key, OR does not; then long strings are compared whole. */
  oneOf(path, operands) {
    const isOneOfKeys = isIn(keySql(path), operands.map(keyValueOf));
    const long = operands.filter((one) => typeof one === "string" && !fitsSortPrefix(one));
    if (long.length === 0) return isOneOfKeys;
    const others = operands.filter((one) => !long.includes(one));
    const isLong = isIn(
      valueSql(path),
      long.map((one) => sql`${one}`),
    );
    return sql`(${isOneOfKeys} AND (${isIn(keySql(path), others.map(keyValueOf))} OR ${isLong}))`;
  },

  exists: (path) => sql`json_type(data, ${jsonPath(path)}) IS NOT NULL`,

  contains(path, operand) {
    const isPart =
      typeof operand === "string"
        ? sql`WHEN 'text' THEN ${includes(valueSql(path), operand)}`
        : sql``;
    return sql`CASE json_type(data, ${jsonPath(path)})
      WHEN 'array' THEN EXISTS (
        SELECT 1 FROM json_each(users.data, ${jsonPath(path)}) AS e WHERE ${elementIs(operand)}
      ) ${isPart} ELSE 0 END`;
  },

  startsWith(path, text) {
    const above = prefixUpperBound(sortPrefix(text));
    return sql`(${keySql(path)} >= ${sortPrefix(text)}
      AND ${keySql(path)} < ${above === undefined ? sql`x''` : sql`${above}`}
      AND substr(${valueSql(path)}, 1, length(${text})) = ${text})`;
  },

  includes,

  search: (part) => sql`EXISTS (
    SELECT 1 FROM json_each(users.data) AS e
    WHERE e.type = 'text' AND ${includes(sql`lower(e.value)`, part)}
  )`,
};

function isIn(column: Sql, values: readonly Sql[]): Sql {
  return values.length === 0 ? sql`1 = 0` : sql`${column} IN (${join(values)})`;
}

/** Of several bounds, SQLite then takes the others for its range of the index. */
const likely = (condition: Sql): Sql => sql`likely(${condition})`;

function keyValueOf(operand: Scalar): Sql {
  if (typeof operand === "string") return sql`${sortPrefix(operand)}`;
  if (typeof operand === "number" || typeof operand === "bigint") return number(literalOf(operand));
  return operand === null ? blobOfRank[5] : blobs[`${operand}`];
}

function keySql(path: DataPath): Sql {
  const value = valueSql(path);
  return sql`CASE json_type(data, ${jsonPath(path)})
    WHEN 'text' THEN substr(${value}, 1, ${sortPrefixLength})
    WHEN 'integer' THEN ${value} WHEN 'real' THEN ${value}
    WHEN 'false' THEN x'01' WHEN 'true' THEN x'02'
    WHEN 'object' THEN x'03' WHEN 'array' THEN x'03' WHEN 'null' THEN x'04' ELSE x'05' END`;
}

/** The whole string where it is longer than its sort key. */
function remainderSql(path: DataPath): Sql {
  const value = valueSql(path);
  return sql`CASE json_type(data, ${jsonPath(path)}) WHEN 'text'
    THEN CASE WHEN length(${value}) < ${sortPrefixLength} THEN '' ELSE ${value} END ELSE '' END`;
}

function valueSql(path: DataPath): Sql {
  return sql`json_extract(data, ${jsonPath(path)})`;
}

/** Parsed by SQLite as stored numbers are, which may be off by the last bit: equal literals stay equal. */
function number(literal: string): Sql {
  return sql`json_extract(${literal}, '$')`;
}

const literalOf = (value: number | bigint) =>
  typeof value === "bigint" ? String(value) : JSON.stringify(value);

function includes(text: Sql, part: string): Sql {
  return sql`instr(${text}, ${part}) > 0`;
}

function elementIs(operand: Scalar): Sql {
  if (typeof operand === "string") return sql`e.type = 'text' AND e.value = ${operand}`;
  if (typeof operand === "number" || typeof operand === "bigint") {
    return sql`e.type IN ('integer', 'real') AND e.value = ${number(literalOf(operand))}`;
  }
  return sql`e.type = ${String(operand)}`;
}

/** `$."a"."b"`: a quoted step is a key, regardless of its characters. */
function jsonPath([, ...keys]: DataPath): Sql {
  return raw(`'${["$", ...keys.map((key) => `"${escapeKey(key)}"`)].join(".")}'`);
}
