import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { SORT_PREFIX_LENGTH } from "@roster/contract";

/** Nothing in it can end or leave a literal of SQL. */
const safeLiteral = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text may stand in SQL as itself. */
export function isSafeLiteral(text: string): boolean {
  return safeLiteral.test(text);
}

/**
 * A plain text as a literal of SQL, any other as a parameter: a planner matches an index of one app by the
 * text of the statement.
 */
export function literal(text: string): Sql {
  return isSafeLiteral(text) ? raw(`'${text}'`) : sql`${text}`;
}

/**
 * A key with all but letters, digits, dashes and underscores as `\uXXXX`, which SQLite's JSON paths and
 * PostgreSQL's E'' read alike: a planner matches an index on an expression by the text of the statement.
 *
 * Nowhere but here and in {@link literal} does a caller's text become text of a statement.
 */
export function escapeKey(key: string): string {
  return key.replaceAll(
    /[^A-Za-z0-9_-]/g, // by UTF-16 units
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

/** The same for every statement, so that it can stand in an index. */
export const sortedCharacters = raw(String(SORT_PREFIX_LENGTH));
