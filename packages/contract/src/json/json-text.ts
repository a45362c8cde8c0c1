import type { Issue } from "../errors/errors.js";
import { OPENING_BRACE } from "./characters.js";
import { JsonScanner } from "./json-scanner.js";
import type { JsonObject } from "./json-value.js";
import { invalid } from "../errors/app-error.js";

/** Not `instanceof`, because bundles may contain the class twice; not a string, because callers' JSON could have it. */
const BRAND = Symbol.for("@roster/contract: JsonText");

const NO_ISSUES: readonly Issue[] = [];

const parseObject: (text: string) => JsonObject = JSON.parse;

/**
 * A JSON object as text: minified, with number literals and key order as they were sent, and strings as
 * `JSON.stringify` writes them. Parsed only on demand.
 */
export class JsonText {
  readonly text: string;
  /** Why the object cannot be stored, with paths below it; empty if it can. */
  readonly issues: readonly Issue[];

  constructor(text: string, issues: readonly Issue[] = NO_ISSUES) {
    this.text = text;
    this.issues = issues;
  }

  /** The object, with numbers rounded to doubles. */
  get value(): JsonObject {
    const value = parseObject(this.text);
    Object.defineProperty(this, "value", { value });
    return value;
  }

  /** The type of the object on the wire. */
  toJSON(): JsonObject {
    return this.value;
  }
}

// Not a declared member: the types of two copies of this class must be equal.
Object.defineProperty(JsonText.prototype, BRAND, { value: true });

export function isJsonText(value: unknown): value is JsonText {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** Wraps text that is known to be a valid minified object, such as a stored one. */
export const trustedJsonText = (text: string): JsonText => new JsonText(text);

/**
 * Reads text that consists of one object.
 *
 * @throws AppError INVALID for any other text, and for an object that cannot be stored, with the paths.
 */
export function parseJsonText(text: string): JsonText {
  const read = readJsonText(text);
  const [first, ...rest] = read.issues;
  if (first) throw invalid([first, ...rest]);
  return read;
}

/** Like {@link parseJsonText}, but what is wrong with the object is in its `issues`. */
export function readJsonText(text: string): JsonText {
  const { token, issues } = readToken(text);
  if (token.charCodeAt(0) === OPENING_BRACE) return new JsonText(token, issues);
  throw invalid([{ path: [], message: "must be a JSON object" }]);
}

/**
 * Reads text that consists of one value of any type: its token, and why it cannot be stored.
 *
 * @throws AppError INVALID for text that is not JSON.
 */
export function readToken(text: string): {
  readonly token: string;
  readonly issues: readonly Issue[];
} {
  const scanner = new JsonScanner(text);
  scanner.skipOuterSpace();
  const { text: token, issues } = scanner.readText();
  scanner.readEnd();
  return { token, issues };
}
