import type { FilterNode } from "./filter-node.js";
import { type FilterParseError, toWhere } from "./filter-node-to-where.js";
import { parse, SyntaxError as GrammarError } from "../generated/filter-grammar.js";
import type { Where } from "./where.js";

export type { FilterParseError } from "./filter-node-to-where.js";

/**
 * Reads the short text form of a filter: what it says, or what is wrong with it, and where.
 *
 * A condition is a path, an operator and a value. The operators are `=`, `!=`, `>`, `>=`, `<`, `<=`,
 * `contains`, `startswith`, `in (…)`, `not in (…)`, `exists` and `not exists`; `not`, `and` and `or` bind
 * in this order, and parentheses go before them. Values are JSON's texts, numbers, `true`, `false` and
 * `null`. Beside `createdAt` and `updatedAt`, which are also called `created` and `updated`, a date or time
 * needs no quotes, nor does an id beside `id`. A key in a path is written as it is (`\.` for a dot in it) or
 * in double quotes. `true` alone finds all users, `false` none. It means what {@link Where} says, and has
 * the same bounds.
 *
 * @example
 * ```ts
 * const read = parseFilter('data.occupation = "Engineer" and created > 2026-01-01');
 * if ("where" in read) await roster.users.list({ where: read.where });
 * else console.log(read.problem.line, read.problem.column, read.problem.message);
 * ```
 */
export function parseFilter(
  text: string,
): { readonly where: Where } | { readonly problem: FilterParseError } {
  const parsed = parseText(text);
  return "problem" in parsed ? parsed : toWhere(parsed.node);
}

function parseText(text: string): { node: FilterNode } | { problem: FilterParseError } {
  try {
    return { node: parse(text) };
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    const { line, column, offset } = error.location.start;
    return { problem: { line, column, message: messageOf(error, text.slice(offset)) } };
  }
}

type Expected = GrammarError["expected"];

function messageOf({ expected, message }: GrammarError, rest: string): string {
  // What the grammar refuses in words of its own.
  if (expected === null || expected === undefined) return message;
  return `expected ${list(expected)}; found ${foundIn(rest)}`;
}

function list(expected: NonNullable<Expected>): string {
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

const MAX_QUOTED_LENGTH = 40;

function foundIn(rest: string): string {
  const [word = ""] = /^(?:[^\p{White_Space}"'(),=!<>]+|.?)/su.exec(rest) ?? [];
  if (word === "") return "the end";
  return word.length > MAX_QUOTED_LENGTH ? `${word.slice(0, MAX_QUOTED_LENGTH)}…` : word;
}
