import { invalid } from "../errors/app-error.js";
import { OPENING_BRACE, OPENING_BRACKET, QUOTE } from "./characters.js";
import { JsonScanner } from "./json-scanner.js";
import { JsonText } from "./json-text.js";
import { parseToken } from "./json-tokens.js";

/** A parsed JSON value: integers beyond 2^53 are bigints, and some objects are left as text. */
export type ParsedJson =
  string | number | bigint | boolean | null | JsonText | ParsedJson[] | ParsedJsonObject;
export interface ParsedJsonObject {
  [key: string]: ParsedJson;
}

export interface ParseJsonOptions {
  /** Objects below these keys are returned as {@link JsonText}; what is wrong with one is in its `issues`. */
  readonly textKeys?: ReadonlySet<string>;
}

const parseString: (token: string) => string = JSON.parse;

const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * Parses JSON without changing it: integers beyond 2^53 are returned as bigints.
 *
 * @throws AppError INVALID, with the path, for a duplicate key, a number that is out of a double's range or longer
 * than 64 characters, more than 64 levels, or more than a million values.
 * @see RFC 8259 §4 and §6, which leave duplicate keys and large numbers to the parser
 */
export function parseJson(text: string, { textKeys = NO_KEYS }: ParseJsonOptions = {}): ParsedJson {
  const scanner = new JsonScanner(text);
  scanner.skipOuterSpace();
  const value = readValue(scanner, textKeys);
  scanner.readEnd();
  const [first, ...rest] = scanner.issues;
  if (first) throw invalid([first, ...rest]);
  return value;
}

function readValue(scanner: JsonScanner, textKeys: ReadonlySet<string>): ParsedJson {
  const { source, at: start } = scanner;
  const code = source.charCodeAt(start);
  if (code === OPENING_BRACE) return readObject(scanner, textKeys);
  if (code === OPENING_BRACKET) {
    const items: ParsedJson[] = [];
    scanner.readArray(() => items.push(readValue(scanner, textKeys)));
    return items;
  }
  scanner.skipValue();
  if (code === QUOTE) return readString(source, start, scanner.at);
  return parseToken(source.slice(start, scanner.at));
}

function readString(source: string, start: number, end: number): string {
  const content = source.slice(start + 1, end - 1);
  return content.includes("\\") ? parseString(source.slice(start, end)) : content;
}

function readObject(scanner: JsonScanner, textKeys: ReadonlySet<string>): ParsedJsonObject {
  const { source } = scanner;
  const object: ParsedJsonObject = {};
  scanner.readObject((start, end) => {
    const key = readString(source, start, end);
    const isText = source.charCodeAt(scanner.at) === OPENING_BRACE && textKeys.has(key);
    const value = isText ? toText(scanner) : readValue(scanner, textKeys);
    // Assignment would set the prototype.
    if (key === "__proto__") Object.defineProperty(object, key, { ...property, value });
    else object[key] = value;
  });
  return object;
}

const property = { enumerable: true, writable: true, configurable: true };

function toText(scanner: JsonScanner): JsonText {
  const { text, issues } = scanner.readText();
  return issues.length === 0 ? new JsonText(text) : new JsonText(text, issues);
}
