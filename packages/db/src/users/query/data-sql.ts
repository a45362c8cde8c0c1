import type { Sql } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import type { Comparison, Scalar } from "@roster/contract/filter";
import type { SortKey } from "./sort-key.js";

/**
 * SQL over values in `users.data`. Conditions are true or false, never NULL, and hold only for values of
 * the operand's type.
 */
export interface DataSql {
  /** The value's {@link SortKey}: columns that are never NULL and, as a row, compare in its order. */
  keyColumns(path: DataPath): readonly Sql[];
  /** A key to compare those columns with. */
  keyValues(key: SortKey): readonly Sql[];
  /** What two values must have in common to be the same for a unique index; columns that are never NULL. */
  uniqueColumns(path: DataPath): readonly Sql[];
  /** Whether a unique index compares the value: a text, a number or a boolean. */
  isUniqueValue(path: DataPath): Sql;
  compare(path: DataPath, operator: Comparison, operand: Scalar): Sql;
  /** Whether the value is one of these; absent where an index serves `compare`s joined by OR. */
  oneOf?(path: DataPath, operands: readonly [Scalar, ...Scalar[]]): Sql;
  exists(path: DataPath): Sql;
  /** A part of a text, or an element of an array. */
  contains(path: DataPath, operand: Scalar): Sql;
  startsWith(path: DataPath, text: string): Sql;
  /** Whether `part` stands in `text`. */
  includes(text: Sql, part: string): Sql;
  /** Whether `part`, which has no capital letter from A to Z, stands in a text at the top level. */
  search(part: string): Sql;
}
