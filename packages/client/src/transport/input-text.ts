import { stringifyJson } from "@roster/contract/json";

const texts = new WeakMap<object, string>();

/** The input of a call as JSON, written once for all attempts; undefined if the call has no input. */
export function inputTextOf(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null) {
    return input === undefined ? undefined : stringifyJson(input);
  }
  const known = texts.get(input);
  if (known !== undefined) return known;
  const text = stringifyJson(input);
  texts.set(input, text);
  return text;
}
