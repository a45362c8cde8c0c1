import type { Issue } from "../errors/errors.js";
import { MAX_DATA_DEPTH, MAX_ISSUES, TOO_DEEP } from "./data-limits.js";
import { isJsonText, JsonText } from "./json-text.js";
import { findNumberIssue } from "./number-issue.js";
import { findStringIssue } from "./string-issue.js";

/**
 * Writes a JavaScript object as text. Members that are undefined are omitted. What JSON cannot represent exactly is
 * an issue: NaN, dates and other class instances, getters, symbol keys, cycles, undefined in an array, U+0000, lone
 * surrogates, and nesting deeper than 64. Objects and arrays of other realms are accepted.
 */
export function toJsonText(value: unknown): JsonText {
  if (isJsonText(value)) return value;
  const writer = new JsonWriter();
  const text = isPlainObject(value) ? writer.write(value) : writer.report("must be a JSON object");
  return writer.issues.length === 0 ? new JsonText(text) : new JsonText("{}", writer.issues);
}

/** What JSON cannot represent exactly in a JavaScript object; empty if it can represent all of it. */
export const findDataIssues = (value: unknown): readonly Issue[] => toJsonText(value).issues;

class JsonWriter {
  readonly issues: Issue[] = [];
  readonly #path: (string | number)[] = [];
  readonly #ancestors: object[] = [];

  /** The text of a value; meaningless if there are issues. */
  write(value: unknown): string {
    if (isJsonText(value)) return value.text;
    if (Array.isArray(value) && isPlainArray(value))
      return this.#nest(value, () => this.#array(value));
    if (isPlainObject(value)) return this.#nest(value, () => this.#object(value));
    const issue = findLeafIssue(value);
    if (issue !== undefined) return this.report(issue);
    return typeof value === "bigint" ? String(value) : JSON.stringify(value);
  }

  report(message: string | undefined): string {
    if (message !== undefined && !this.#isFull()) {
      this.issues.push({ path: [...this.#path], message });
    }
    return "";
  }

  #isFull(): boolean {
    return this.issues.length >= MAX_ISSUES;
  }

  #nest(value: object, write: () => string): string {
    if (this.#ancestors.includes(value)) return this.report("a circular reference is not JSON");
    if (this.#path.length >= MAX_DATA_DEPTH) {
      return this.report(TOO_DEEP);
    }
    this.#ancestors.push(value);
    const text = write();
    this.#ancestors.pop();
    return text;
  }

  #array(array: readonly unknown[]): string {
    let text = "[";
    for (let index = 0; index < array.length && !this.#isFull(); index += 1) {
      this.#path.push(index);
      text += (index === 0 ? "" : ",") + this.write(array[index]); // a hole is undefined, and rejected
      this.#path.pop();
    }
    // An array's only own key besides its items is `length`; JSON.stringify drops others, or calls toJSON.
    if (Reflect.ownKeys(array).length > array.length + 1) {
      this.report("an array with extra properties is not JSON");
    }
    return `${text}]`;
  }

  #object(object: Record<string, unknown>): string {
    let text = "{";
    for (const key of Reflect.ownKeys(object)) {
      if (this.#isFull()) return text;
      if (typeof key === "symbol") {
        this.report(`${String(key)} is not a JSON key; use a string`);
        continue;
      }
      const property = Reflect.getOwnPropertyDescriptor(object, key);
      if (property?.enumerable === true && "value" in property && property.value === undefined) {
        continue;
      }
      this.#path.push(key);
      this.report(findStringIssue(key));
      if (property?.enumerable !== true) this.report("a non-enumerable property is not JSON");
      else if (!("value" in property)) this.report("a getter is not JSON; use its value");
      else {
        if (text !== "{") text += ",";
        text += `${JSON.stringify(key)}:${this.write(property.value)}`;
      }
      this.#path.pop();
    }
    return `${text}}`;
  }
}

function findLeafIssue(value: unknown): string | undefined {
  if (typeof value === "string") return findStringIssue(value);
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value === "bigint") return findNumberIssue(String(value));
  if (typeof value !== "number") return describeNonJson(value);
  return Number.isFinite(value) ? undefined : `${value} is not a JSON number`;
}

/** Checks the shape, not the identity of the prototype: other realms have their own Array. */
function isPlainArray(array: readonly unknown[]): boolean {
  return prototypesOf(array) === 2;
}

/** Whether a value is an object without a class, in any realm. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && prototypesOf(value) <= 1
  );
}

/** The length of the prototype chain, up to 3. */
function prototypesOf(value: object): number {
  let count = 0;
  let prototype: unknown = Object.getPrototypeOf(value);
  while (typeof prototype === "object" && prototype !== null && count < 3) {
    count += 1;
    prototype = Object.getPrototypeOf(prototype);
  }
  return count;
}

function describeNonJson(value: unknown): string {
  if (value === undefined) return "undefined is not JSON; omit it or use null";
  return `${kindOf(value)} is not JSON; convert it to a string, number, array or object`;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  // A prototype may have no constructor.
  const isNamed = "constructor" in value && typeof value.constructor === "function";
  return (isNamed && value.constructor.name) || "this object";
}
