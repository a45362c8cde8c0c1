import type { Sql } from "@prisma/client/runtime/client";
import type { Comparison, DataPath, Scalar } from "@roster/contract";
import type { DataKey } from "./data-key.js";

/**
 * SQL over values in `users.data`. Conditions are true or false, never NULL, and hold only for values of
 * the operand's type.
 */
export interface DataSql {
  /** The value's {@link DataKey}: columns that are never NULL and, as a row, compare in its order. */
  keyColumns(path: DataPath): readonly Sql[];
  /** A key to compare those columns with. */
  keyValues(key: DataKey): readonly Sql[];
  compare(path: DataPath, operator: Comparison, operand: Scalar): Sql;
  exists(path: DataPath): Sql;
  /** A part of a text, or an element of an array. */
  contains(path: DataPath, operand: Scalar): Sql;
  startsWith(path: DataPath, text: string): Sql;
  /** Whether `part` stands in `text`. */
  includes(text: Sql, part: string): Sql;
  /** Whether `part`, which has no capital letter from A to Z, stands in a text at the top level. */
  search(part: string): Sql;
}
