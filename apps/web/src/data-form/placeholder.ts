import type { JsonValue } from "@roster/contract";

/** What an empty box stands for: no value, null, or the empty text. */
export function placeholderOf(value: JsonValue | undefined, example?: string): string {
  if (value === null) return "null";
  if (value === "") return "Empty text";
  return example === undefined ? "Not set" : `Not set (${example})`;
}
