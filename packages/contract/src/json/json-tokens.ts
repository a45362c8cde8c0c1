import {
  BACKSLASH,
  CLOSING_BRACE,
  COMMA,
  CURLY,
  OPENING_BRACE,
  OPENING_BRACKET,
  QUOTE,
} from "./characters.js";
import type { JsonValue } from "./json-value.js";
import { MAX_NUMBER_LENGTH } from "./number-issue.js";

/** Integers of up to this many characters are exact as numbers. */
const SAFE_LENGTH = 15;

const parseValue: (token: string) => JsonValue = JSON.parse;
const parseString: (token: string) => string = JSON.parse;

/** A member of a JSON object as text. */
export interface Member {
  readonly key: string;
  /** The key as JSON, in quotes. */
  readonly keyToken: string;
  readonly valueToken: string;
}

/** The members of a minified object, in their order. */
export function* membersOf(object: string): Generator<Member> {
  for (let at = 1; at < object.length - 1;) {
    const keyEnd = endOfString(object, at);
    const valueEnd = endOfValue(object, keyEnd + 1);
    const keyToken = object.slice(at, keyEnd);
    yield { key: parseString(keyToken), keyToken, valueToken: object.slice(keyEnd + 1, valueEnd) };
    at = valueEnd + 1;
  }
}

/** The tokens of the items of a minified array, in their order. */
export function* itemsOf(array: string): Generator<string> {
  for (let at = 1; at < array.length - 1;) {
    const end = endOfValue(array, at);
    yield array.slice(at, end);
    at = end + 1;
  }
}

/** The token of the value at a path of keys in a minified object; undefined if there is none. Arrays have no keys. */
export function valueTokenAt(object: string, keys: readonly string[]): string | undefined {
  let start = 0;
  for (const key of keys) {
    if (object.charCodeAt(start) !== OPENING_BRACE) return undefined;
    const at = startOfValue(object, start, JSON.stringify(key));
    if (at === undefined) return undefined;
    start = at;
  }
  return object.slice(start, endOfValue(object, start));
}

export const isObjectToken = (token: string): boolean => token.charCodeAt(0) === OPENING_BRACE;
export const isArrayToken = (token: string): boolean => token.charCodeAt(0) === OPENING_BRACKET;

/** The value of a token; an integer beyond 2^53 is a bigint. */
export function parseToken(token: string): JsonValue | bigint {
  const { length } = token;
  // Longer literals are not accepted, and BigInt would take minutes for some of them.
  const mayBeBigint = length > SAFE_LENGTH && length <= MAX_NUMBER_LENGTH;
  if (!mayBeBigint || !/^-?\d+$/.test(token)) return parseValue(token);
  const number = Number(token);
  return Number.isSafeInteger(number) ? number : BigInt(token);
}

/** The start of the value of the key whose token is `wanted`, in the object that starts at `start`. */
function startOfValue(text: string, start: number, wanted: string): number | undefined {
  for (let at = start + 1; text.charCodeAt(at) === QUOTE; at += 1) {
    const keyEnd = endOfString(text, at);
    if (keyEnd - at === wanted.length && text.startsWith(wanted, at)) return keyEnd + 1;
    at = endOfValue(text, keyEnd + 1);
  }
  return undefined;
}

/** The index after the value that starts at `start`. */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if ((code | CURLY) === OPENING_BRACE) depth += 1;
    else if ((code | CURLY) === CLOSING_BRACE && depth > 0) depth -= 1;
    else if (depth === 0 && (code === COMMA || (code | CURLY) === CLOSING_BRACE)) return at;
    else continue;
    if (depth === 0) return at + 1;
  }
}

/** The index after the string that starts at `start`. */
export function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (text.charCodeAt(at - 1) === BACKSLASH && isEscaped(text, at))
    at = text.indexOf('"', at + 1);
  return at + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - at) % 2 === 0;
}
