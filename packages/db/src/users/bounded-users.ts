import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { Row } from "../dialects/statement-runner.js";
import { dataText, metadataColumns, toUserRow, type UserRow } from "./user-row.js";

interface Bounds {
  readonly maxBytes: number;
  /** Whether the first user is read whatever its size. Default: true. */
  readonly isFirstRead?: boolean;
}

/**
 * The users that a statement finds, with NULL instead of their data once it exceeds `maxBytes` in total: neither the
 * database nor this process holds more. `find` is given the statement's columns.
 */
export function selectBounded(
  { boundedUsers: { columns, sum } }: DialectSql,
  find: (columns: Sql) => Sql,
  { maxBytes, isFirstRead = true }: Bounds,
): Sql {
  const fits = sql`total <= ${maxBytes}`;
  const isRead = isFirstRead ? sql`${fits} OR total = size` : fits;
  return sum(
    find(columns),
    sql`${metadataColumns}, CASE WHEN ${isRead} THEN ${dataText} END AS "dataJson", total`,
  );
}

export interface BoundedUsers {
  /** Those with data, in the order of the statement. */
  readonly users: readonly UserRow[];
  /** Those whose data did not fit. */
  readonly others: readonly UserRow[];
  /** Of the data of all of them. */
  readonly bytes: number;
}

/** The last two columns of {@link selectBounded}. */
const hasData = (row: Row) => row.at(-2) !== null;
const totalOf = (row: Row) => Number(row.at(-1));

export function toBoundedUsers(rows: readonly Row[]): BoundedUsers {
  // No data is empty, so the totals rise in the order of the statement, which neither engine promises to keep.
  const inOrder = rows.toSorted((a, b) => totalOf(a) - totalOf(b));
  const last = inOrder.at(-1);
  return {
    users: inOrder.filter(hasData).map((row) => toUserRow(row)),
    others: inOrder.filter((row) => !hasData(row)).map((row) => toUserRow(row, "")),
    bytes: last ? totalOf(last) : 0,
  };
}
