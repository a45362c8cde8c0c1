import type { Issue } from "../errors/errors.js";
import type { JsonObject } from "./json-value.js";

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
