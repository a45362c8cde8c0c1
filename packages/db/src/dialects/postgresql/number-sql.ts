import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { Comparison } from "@roster/contract/filter";
import { operatorSql } from "../../users/query/comparison-sql.js";

export function doublesSql(operands: readonly (number | bigint)[]): Sql {
  return sql`CAST(${`{${operands.map(Number).join()}}`} AS DOUBLE PRECISION[])`;
}

export function excessesSql(operands: readonly (number | bigint)[]): Sql {
  return sql`CAST(${`{${operands.map(excess).join()}}`} AS INTEGER[])`;
}

export function number(value: number): Sql {
  if (value === 0) return sql`CAST(0 AS DOUBLE PRECISION)`;
  if (value === 1) return sql`CAST(1 AS DOUBLE PRECISION)`;
  return sql`CAST(${String(value)} AS DOUBLE PRECISION)`;
}

/**
 * An integer literal within ±(2^63−1), minus its double; 0 for any other number. Halves of doubles from 2^53 are integers,
 * and within BIGINT even for 2^63, the double of 2^63−1.
 */
export function excessOf(literal: Sql): Sql {
  const double = sql`CAST(${literal} AS DOUBLE PRECISION)`;
  const half = sql`CAST(${double} / 2 AS BIGINT)`;
  return sql`CASE WHEN ${literal} ~ '^-?[0-9]{16,19}$' THEN
    CASE WHEN abs(${double}) >= CAST(9007199254740992 AS DOUBLE PRECISION)
      AND abs(CAST(${literal} AS NUMERIC)) <= 9223372036854775807
    THEN CAST(CAST(${literal} AS BIGINT) - ${half} - ${half} AS INTEGER) ELSE 0 END ELSE 0 END`;
}

export function numberValues(value: number | bigint): readonly [Sql, Sql] {
  return [number(Number(value)), sql`CAST(${excess(value)} AS INTEGER)`];
}

const excess = (value: number | bigint) =>
  typeof value === "bigint" ? Number(value - BigInt(Number(value))) : 0;

/** Whether other integers have the same double. */
export const canShareDouble = (value: number | bigint) =>
  Number.isInteger(Number(value)) && !Number.isSafeInteger(value);

export function compareNumber(
  columns: readonly [Sql, Sql],
  operator: Comparison,
  operand: number | bigint,
): Sql {
  const values = numberValues(operand);
  if (!canShareDouble(operand)) return sql`${columns[0]} ${operatorSql(operator)} ${values[0]}`;
  return sql`(${join(columns)}) ${operatorSql(operator)} (${join(values)})`;
}
