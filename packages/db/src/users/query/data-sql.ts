import type { Sql } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import type { Comparison, Scalar } from "@roster/contract/filter";
import type { SortKey } from "./sort-key.js";

/** The keys to search for, as rows of `v`, and whether a user has such a key. */
interface IndexSearch {
  readonly keys: Sql;
  readonly isMatch: Sql;
}

/**
 * SQL over values in `users.data`. Conditions are true or false, never NULL, and are false for values whose type
 * differs from the operand's.
 */
export interface DataSql {
  /** Whether a comparison of rows that begins with {@link keyColumns} is a range of an index. */
  readonly seeksRows: boolean;
  /** The value's {@link SortKey} as columns that are never NULL; as a row, they sort in its order. */
  keyColumns(path: DataPath): readonly Sql[];
  /** A sort key to compare with those columns. */
  keyValues(key: SortKey): readonly Sql[];
  /** Columns, never NULL, that are equal if a unique index treats two values as equal. */
  uniqueColumns(path: DataPath): readonly Sql[];
  /** Whether a unique index covers the value: a string, a number or a boolean. */
  isUniqueValue(path: DataPath): Sql;
  compare(path: DataPath, operator: Comparison, operand: Scalar): Sql;
  /** Whether the value is one of the operands. The path appears only a few times in it. */
  oneOf(path: DataPath, operands: readonly [Scalar, ...Scalar[]]): Sql;
  /**
   * Joins that search an index once for each operand; values that they find may still differ from all operands. Absent
   * where the planner does this for {@link oneOf}.
   */
  searches?(path: DataPath, operands: readonly Scalar[]): readonly IndexSearch[];
  exists(path: DataPath): Sql;
  /** Whether a string contains a substring, or an array an element. */
  contains(path: DataPath, operand: Scalar): Sql;
  startsWith(path: DataPath, prefix: string): Sql;
  /** Whether `text` contains `part`. */
  includes(text: Sql, part: string): Sql;
  /** Whether a string at the top level contains `part`, ignoring case from A to Z; `part` is in lowercase. */
  search(part: string): Sql;
}
