import { type JsonObject, type JsonValue, membersOf } from "@roster/contract/json";

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own value under a key; inherited properties do not count. */
export const ownValue = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The tokens of a minified object's values, by key, in their order. */
export const entriesOf = (object: string): Map<string, string> =>
  new Map(Array.from(membersOf(object), ({ key, valueToken }) => [key, valueToken]));

/** The inverse of {@link entriesOf}. */
export function toObjectToken(entries: Iterable<readonly [string, string]>): string {
  return `{${Array.from(entries, ([key, token]) => `${JSON.stringify(key)}:${token}`).join()}}`;
}
