import { type DataPath, SORT_PREFIX_LENGTH } from "@roster/contract";
import { toExactNumber } from "@roster/contract/filter";
import { type JsonText, parseToken, valueTokenAt } from "@roster/contract/json";

/**
 * The sort key of a value in data: the rank of its type, then the value, of a number its literal. All objects and arrays
 * are equal. Each dialect computes the same key in SQL (`DataSql.keyColumns`).
 */
export type SortKey =
  readonly [1, string] | readonly [2, string] | readonly [3, boolean] | readonly [4 | 5 | 6];

/** The ranks of keys without a value. */
export const CONTAINER = 4;
export const NULL = 5;
export const ABSENT = 6;

export function sortKeyAt({ text }: JsonText, [, ...keys]: DataPath): SortKey {
  const token = valueTokenAt(text, keys);
  if (token === undefined) return [ABSENT];
  if (/^[-\d]/.test(token)) return [1, token];
  const value = parseToken(token);
  if (value === null) return [NULL];
  if (typeof value === "string") return [2, sortPrefix(value)];
  return typeof value === "boolean" ? [3, value] : [CONTAINER];
}

/** The number that a literal stands for in comparisons. */
export function parseNumber(literal: string): number | bigint {
  return toExactNumber(/^-?\d+$/.test(literal) ? BigInt(literal) : Number(literal));
}

/** The prefix of a string that determines its order; longer strings with the same prefix share a sort key. */
export function sortPrefix(text: string): string {
  if (text.length <= SORT_PREFIX_LENGTH) return text;
  return Array.from(text.slice(0, 2 * SORT_PREFIX_LENGTH))
    .slice(0, SORT_PREFIX_LENGTH)
    .join("");
}

/** Whether no other string has the same sort key. */
export function fitsSortPrefix(text: string): boolean {
  return text.length < SORT_PREFIX_LENGTH || Array.from(text).length < SORT_PREFIX_LENGTH;
}

/** The least string above all that start with `prefix`; undefined if there is none. */
export function prefixUpperBound(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10_ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Surrogates are not characters.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}
