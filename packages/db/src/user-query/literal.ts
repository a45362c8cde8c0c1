import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { SORTED_CHARACTERS } from "@roster/contract";

/** Nothing in it can end or leave a literal, in SQL or in SQLite's JSON paths. */
const plain = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text may stand in SQL as itself. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/**
 * Plain parts as a literal of SQL, all others as a parameter: a planner matches an index on an expression,
 * or of one app, by the text of the statement. `write` joins the parts, and adds no quote of SQL's own.
 *
 * Nowhere else does a caller's text become text of a statement.
 */
export function literal(
  parts: readonly string[],
  write: (parts: readonly string[]) => string = (all) => all.join(""),
): Sql {
  return parts.every(isPlain) ? raw(`'${write(parts)}'`) : sql`${write(parts)}`;
}

/** The same for every statement, so that it can stand in an index. */
export const sortedCharacters = raw(String(SORTED_CHARACTERS));
