import { parse, SyntaxError as GrammarError } from "../generated/filter-grammar.js";
import { type FilterParseError, toWhere, truncate } from "./filter-node-to-where.js";
import type { FilterNode } from "./filter-node.js";
import type { Where } from "./where.js";

export type { FilterParseError } from "./filter-node-to-where.js";

/**
 * Parses a filter text. Returns its `where`, or the first error with its position.
 *
 * A condition is a path, an operator and a value. The operators are `=`, `!=`, `>`, `>=`, `<`, `<=`,
 * `contains`, `startswith`, `in (…)`, `not in (…)`, `exists` and `not exists`. `not` binds more tightly than
 * `and`, and `and` more tightly than `or`; parentheses group. Values are JSON strings, numbers, `true`, `false`
 * and `null`. A time needs no quotes after `createdAt` and `updatedAt` (or `created` and `updated`), nor does
 * an id after `id`. A key in a path is plain (`\.` for a dot inside it) or in double quotes. `true` on its own
 * matches all users, `false` none. Semantics and limits are those of {@link Where}.
 *
 * @example
 * ```ts
 * const result = parseFilter('data.occupation = "Engineer" and created > 2026-01-01');
 * if ("where" in result) await roster.users.list({ where: result.where });
 * else console.log(result.error.line, result.error.column, result.error.message);
 * ```
 */
export function parseFilter(
  text: string,
): { readonly where: Where } | { readonly error: FilterParseError } {
  const parsed = parseText(text);
  return "error" in parsed ? parsed : toWhere(parsed.node);
}

function parseText(text: string): { node: FilterNode } | { error: FilterParseError } {
  try {
    return { node: parse(text) };
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    const { line, column, offset } = error.location.start;
    return { error: { line, column, message: messageOf(error, text.slice(offset)) } };
  }
}

type Expected = GrammarError["expected"];

function messageOf({ expected, message }: GrammarError, rest: string): string {
  // Errors that the grammar raises itself have a message only.
  if (expected === null || expected === undefined) return message;
  return `expected ${formatList(expected)}; found ${foundIn(rest)}`;
}

function formatList(expected: NonNullable<Expected>): string {
  const names = new Set(expected.map(nameOf));
  names.delete("white space");
  const [last = "", ...others] = [...names].toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} or ${last}`;
}

function nameOf(expectation: NonNullable<Expected>[number]): string {
  switch (expectation.type) {
    case "other":
      return expectation.description;
    case "literal":
      return expectation.text;
    case "end":
      return "the end";
    default:
      return expectation.type;
  }
}

function foundIn(rest: string): string {
  const [word = ""] = /^(?:[^\p{White_Space}"'(),=!<>]+|.?)/su.exec(rest) ?? [];
  return word === "" ? "the end" : truncate(word);
}
