import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { SORT_PREFIX_LENGTH } from "@roster/contract";

/** No such string can terminate a SQL literal. */
const safeLiteral = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a string may appear in a SQL literal unescaped. */
export function isSafeLiteral(text: string): boolean {
  return safeLiteral.test(text);
}

/**
 * A safe string as a SQL literal, any other as a parameter: the planner matches an app's partial index by literals
 * in the statement.
 */
export function literal(text: string): Sql {
  return isSafeLiteral(text) ? raw(`'${text}'`) : sql`${text}`;
}

/**
 * Escapes all but letters, digits, dashes and underscores as `\uXXXX`, which SQLite's JSON paths and PostgreSQL's
 * E'' both read: the planner matches an expression index by the statement's text.
 *
 * Only this function and {@link literal} put a caller's input into the text of a statement.
 */
export function escapeKey(key: string): string {
  return key.replaceAll(
    /[^A-Za-z0-9_-]/g, // by UTF-16 units
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

/** A literal, so that index expressions can contain it. */
export const sortPrefixLength = raw(String(SORT_PREFIX_LENGTH));
