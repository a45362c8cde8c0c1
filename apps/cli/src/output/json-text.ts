import { stringifyJson } from "@roster/contract/json";

/** Characters that a terminal may interpret as commands or that reorder displayed text. */
const unsafeCharacters = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Writes a value as JSON on one line. Control characters are escaped, so that untrusted data cannot control
 * the terminal; parsing it still returns the same value.
 */
export const toJsonText = (value: unknown): string => toSafeJson(stringifyJson(value));

/** Escapes the control characters in JSON, in which they occur only in strings. */
export const toSafeJson = (json: string): string => json.replace(unsafeCharacters, escape);

/** Escapes the control characters in a text for people, except newlines. */
export function toSafeText(text: string): string {
  return text.replace(unsafeCharacters, escape).replace(/(?!\n)\p{Cc}/gu, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
