import { MAX_JSON_VALUES } from "./json-limits.js";
import { MAX_DATA_DEPTH } from "./data-limits.js";

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Codes below are control characters, which JSON escapes. */
const SPACE = 0x20;
/** Codes from here to U+DFFF are surrogates. */
const FIRST_SURROGATE = 0xd800;
const FIRST_LOW_SURROGATE = 0xdc00;
const LAST_SURROGATE = 0xdfff;

/** Integers of up to this many digits are exact. */
const SAFE_DIGITS = 15;

/** Larger objects are not plain: each key is compared with all keys before it. */
const MAX_KEYS = 64;

/** 32-bit FNV-1a. @see RFC 9923 */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The one-letter escapes of JSON. */
const escapes = new Set(Array.from('"\\bfnrt', (letter) => letter.charCodeAt(0)));

const words = ["true", "false", "null"] as const;

/** No value, or not a plain one. */
const NONE = -1;

/**
 * Skips over plain JSON objects: text that `JSON.stringify` would write unchanged after `JSON.parse`, and that is
 * valid user data. Such text need not be parsed and written again, which costs several times as much.
 *
 * Text that is not plain may still be valid (white space, numbers such as `1.0`), or not JSON at all.
 */
export class PlainJsonReader {
  readonly #text: string;
  /** Key hashes of the objects that the reader is inside, outer objects first. */
  readonly #keys: number[] = [];
  #keyCount = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The index after the object that starts at `start`; -1 if there is no plain object. */
  endOfObject(start: number): number {
    if (this.#text.charCodeAt(start) !== OPENING_BRACE) return NONE;
    this.#keyCount = 0;
    return this.#object(start, 1);
  }

  #value(start: number, depth: number): number {
    const code = this.#text.charCodeAt(start);
    if (code === QUOTE) return this.#string(start);
    if ((code >= ZERO && code <= NINE) || code === MINUS) return this.#number(start);
    if (code === OPENING_BRACE)
      return depth < MAX_DATA_DEPTH ? this.#object(start, depth + 1) : NONE;
    if (code === OPENING_BRACKET)
      return depth < MAX_DATA_DEPTH ? this.#array(start, depth + 1) : NONE;
    for (const word of words) if (this.#text.startsWith(word, start)) return start + word.length;
    return NONE;
  }

  #object(start: number, depth: number): number {
    const text = this.#text;
    const first = this.#keyCount;
    if (this.#isOneTooMany()) return NONE;
    let at = start + 1;
    if (text.charCodeAt(at) === CLOSING_BRACE) return at + 1;
    for (;;) {
      const end = this.#key(at, first);
      if (end === NONE || text.charCodeAt(end) !== COLON) return NONE;
      at = this.#value(end + 1, depth);
      if (at === NONE) return NONE;
      const code = text.charCodeAt(at);
      at += 1;
      if (code === CLOSING_BRACE) break;
      if (code !== COMMA || this.#isOneTooMany()) return NONE;
    }
    this.#keyCount = first;
    return at;
  }

  #array(start: number, depth: number): number {
    const text = this.#text;
    if (this.#isOneTooMany()) return NONE;
    let at = start + 1;
    if (text.charCodeAt(at) === CLOSING_BRACKET) return at + 1;
    for (;;) {
      at = this.#value(at, depth);
      if (at === NONE) return NONE;
      const code = text.charCodeAt(at);
      at += 1;
      if (code === CLOSING_BRACKET) return at;
      if (code !== COMMA || this.#isOneTooMany()) return NONE;
    }
  }

  #isOneTooMany(): boolean {
    this.#values += 1;
    return this.#values > MAX_JSON_VALUES;
  }

  /**
   * Rejects keys that start with a digit, which JavaScript may move, and keys whose hash was seen, which may be
   * duplicates. The keys themselves are not compared: the sender could make that expensive.
   */
  #key(start: number, first: number): number {
    const text = this.#text;
    if (text.charCodeAt(start) !== QUOTE) return NONE;
    const code = text.charCodeAt(start + 1);
    if (code >= ZERO && code <= NINE) return NONE;
    const end = this.#string(start);
    if (end === NONE) return NONE;
    let hash = FNV_BASIS;
    for (let at = start + 1; at < end - 1; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
    }
    const keys = this.#keys;
    const count = this.#keyCount;
    if (count - first >= MAX_KEYS) return NONE;
    for (let known = first; known < count; known += 1) if (keys[known] === hash) return NONE;
    keys[count] = hash;
    this.#keyCount = count + 1;
    return end;
  }

  #string(start: number): number {
    const text = this.#text;
    for (let at = start + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return at + 1;
      if (code < SPACE) return NONE;
      if (code === BACKSLASH) {
        at += 1;
        if (!escapes.has(text.charCodeAt(at))) return NONE;
      } else if (code >= FIRST_SURROGATE && code <= LAST_SURROGATE) {
        at += 1;
        const low = text.charCodeAt(at);
        const isPair =
          code < FIRST_LOW_SURROGATE && low >= FIRST_LOW_SURROGATE && low <= LAST_SURROGATE;
        if (!isPair) return NONE;
      }
    }
    return NONE;
  }

  #number(start: number): number {
    const text = this.#text;
    let at = start;
    while (isDigit(text.charCodeAt(at))) at += 1;
    const isInteger = !isOfNumber(text.charCodeAt(at));
    const digits = at - start;
    if (isInteger && digits <= SAFE_DIGITS && (digits === 1 || text.charCodeAt(start) !== ZERO)) {
      return at;
    }
    while (isOfNumber(text.charCodeAt(at))) at += 1;
    const literal = text.slice(start, at);
    return String(Number(literal)) === literal ? at : NONE;
  }
}

const isDigit = (code: number) => code >= ZERO && code <= NINE;

/** Whether `String(number)` can contain the character: a digit, or one of `-+.e`. */
const isOfNumber = (code: number) =>
  isDigit(code) || code === MINUS || code === 0x2b || code === 0x2e || code === 0x65;
