import { type DataPath, SORT_PREFIX_LENGTH } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";

/**
 * What counts of a value of data for the order: its rank among the types, and within the type the value.
 * Objects and arrays are equal among themselves. Each dialect writes the same as SQL (`DataSql.keyColumns`).
 */
export type SortKey =
  readonly [1, number] | readonly [2, string] | readonly [3, boolean] | readonly [4 | 5 | 6];

/** Ranks without a value. */
export const CONTAINER = 4;
export const NULL = 5;
export const ABSENT = 6;

export function sortKeyAt(data: JsonObject, path: DataPath): SortKey {
  const value = valueAt(data, path);
  if (value === undefined) return [ABSENT];
  if (value === null) return [NULL];
  if (typeof value === "number") return [1, value];
  if (typeof value === "string") return [2, sortPrefix(value)];
  return typeof value === "boolean" ? [3, value] : [CONTAINER];
}

/** The value that a path leads to; undefined where there is none. Arrays have no keys. */
export function valueAt(data: JsonObject, [, ...keys]: DataPath): JsonValue | undefined {
  let value: JsonValue | undefined = data;
  for (const key of keys) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The characters of a text that count for the order; long texts share a key with what begins alike. */
export function sortPrefix(text: string): string {
  if (text.length <= SORT_PREFIX_LENGTH) return text;
  return Array.from(text.slice(0, 2 * SORT_PREFIX_LENGTH))
    .slice(0, SORT_PREFIX_LENGTH)
    .join("");
}

/** Whether the text's key is the key of no other text. */
export function fitsSortPrefix(text: string): boolean {
  return text.length < SORT_PREFIX_LENGTH || Array.from(text).length < SORT_PREFIX_LENGTH;
}

/** The least text above all that begin with `prefix`; undefined where every text above does. */
export function prefixUpperBound(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10_ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Surrogates are no characters of their own.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}
