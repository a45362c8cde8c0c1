import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { Row } from "../dialects/statement-runner.js";
import { dataText, metadataColumns, toUserRow, type UserRow } from "./user-row.js";

/** The columns of a statement on `users` for {@link selectBounded}. It reads no data. */
export const sizedColumns = ({ rowKey, dataBytes }: DialectSql): Sql =>
  sql`${rowKey.columns}, ${dataBytes} AS size`;

/**
 * The users that a statement finds, with NULL instead of their data once it exceeds `maxBytes` in total, the first
 * excepted if `isFirstRead`: neither the database nor this process holds more. {@link toBoundedUsers} restores their
 * order.
 */
export function selectBounded(
  { rowKey }: DialectSql,
  found: Sql,
  { maxBytes, isFirstRead = true }: { readonly maxBytes: number; readonly isFirstRead?: boolean },
): Sql {
  const fits = sql`summed.total <= ${maxBytes}`;
  // SELECT comes first: that is how the SQLite adapter knows a statement that only reads.
  return sql`SELECT * FROM (
    WITH found AS MATERIALIZED (${found}),
    summed AS MATERIALIZED (
      SELECT found.*, row_number() OVER () AS place,
        sum(size) OVER (ROWS UNBOUNDED PRECEDING) AS total
      FROM found
    )
    SELECT ${metadataColumns}, CASE WHEN ${isFirstRead ? sql`summed.place = 1 OR ${fits}` : fits}
      THEN ${dataText} END AS "dataJson", summed.place, summed.total
    FROM summed CROSS JOIN users WHERE ${rowKey.matches}
  ) AS bounded`;
}

export interface BoundedUsers {
  /** Those with data, in the order of the statement. */
  readonly users: readonly UserRow[];
  /** Those whose data did not fit. */
  readonly others: readonly UserRow[];
  /** Of the data of all of them. */
  readonly bytes: number;
}

export function toBoundedUsers(rows: readonly Row[]): BoundedUsers {
  const inOrder = rows.toSorted((a, b) => Number(a[7]) - Number(b[7]));
  const fits = (row: Row) => row[6] !== null;
  return {
    users: inOrder.filter(fits).map((row) => toUserRow(row)),
    others: inOrder.filter((row) => !fits(row)).map((row) => toUserRow(row, "")),
    bytes: Number(inOrder.at(-1)?.[8] ?? 0),
  };
}
