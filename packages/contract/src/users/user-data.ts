import { z } from "zod";
import type { Issue } from "../errors/errors.js";
import type { JsonObject } from "../json/json-value.js";
import { findStringIssue } from "../json/string-issue.js";

/** The maximum nesting depth of a user's data, counting the data object itself. */
export const MAX_DATA_DEPTH = 64;

/** The maximum number of issues reported at once. */
const MAX_ISSUES = 20;

/**
 * The data that an application stores about a user: any JSON object, returned exactly as it was sent. Values that
 * cannot be stored are rejected: `undefined`, NaN, dates and other class instances, getters, symbol keys,
 * U+0000, lone surrogates, and nesting deeper than {@link MAX_DATA_DEPTH}.
 */
export const UserData = z.custom<JsonObject>().superRefine((value, context) => {
  for (const issue of findDataIssues(value)) {
    context.addIssue({ code: "custom", path: [...issue.path], message: issue.message });
  }
});
export type UserData = JsonObject;

/**
 * Like {@link findDataIssues}, for a value that `parseExactJson` has parsed, or that `JSON.stringify` writes
 * as `dataJson`. If the text alone shows that the value is valid, the value is not traversed.
 */
export function findParsedDataIssues(value: unknown, dataJson: string): Issue[] {
  return isPlainObject(value) && isClearlyValid(dataJson) ? [] : findDataIssues(value);
}

/** Whether a JSON text has no Unicode escapes and too few brackets to be too deep. */
function isClearlyValid(json: string): boolean {
  if (json.includes("\\u")) return false;
  let openings = 0;
  for (const opening of ["{", "["]) {
    for (let at = json.indexOf(opening); at !== -1; at = json.indexOf(opening, at + 1)) {
      openings += 1;
      if (openings > MAX_DATA_DEPTH) return false;
    }
  }
  return true;
}

/** Everything in `value` that cannot be stored exactly; empty if all of it can. */
export function findDataIssues(value: unknown): Issue[] {
  const issues: Issue[] = [];
  const path: (string | number)[] = [];
  const ancestors: object[] = [];

  if (isPlainObject(value)) visit(value);
  else report("must be a JSON object");
  return issues;

  function report(message: string | undefined): void {
    if (message !== undefined && !isFull()) issues.push({ path: [...path], message });
  }

  function isFull(): boolean {
    return issues.length >= MAX_ISSUES;
  }

  function visit(node: unknown): void {
    if (!isPlainArray(node) && !isPlainObject(node)) return report(findLeafIssue(node));
    if (ancestors.includes(node)) return report("a circular reference is not JSON");
    if (path.length >= MAX_DATA_DEPTH) {
      return report(`is nested more than ${MAX_DATA_DEPTH} levels deep`);
    }
    ancestors.push(node);
    if (isPlainArray(node)) visitArray(node);
    else visitObject(node);
    ancestors.pop();
  }

  function visitArray(array: readonly unknown[]): void {
    for (let index = 0; index < array.length && !isFull(); index += 1) {
      path.push(index);
      visit(array[index]); // a hole is undefined, and rejected
      path.pop();
    }
    // An array's only own key besides its items is `length`; JSON.stringify drops others, or calls toJSON.
    if (Reflect.ownKeys(array).length > array.length + 1) {
      report("an array with extra properties is not JSON");
    }
  }

  function visitObject(object: Record<string, unknown>): void {
    for (const key of Reflect.ownKeys(object)) {
      if (isFull()) return;
      if (typeof key === "symbol") {
        report(`${String(key)} is not a JSON key; use a string`);
        continue;
      }
      path.push(key);
      report(findStringIssue(key));
      const property = Reflect.getOwnPropertyDescriptor(object, key);
      // JSON.stringify drops non-enumerable properties, but calls even a hidden toJSON, and runs getters again.
      if (property?.enumerable !== true) report("a non-enumerable property is not JSON");
      else if (!("value" in property)) report("a getter is not JSON; use its value");
      else visit(property.value);
      path.pop();
    }
  }
}

function findLeafIssue(value: unknown): string | undefined {
  if (typeof value === "string") return findStringIssue(value);
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value !== "number") return describeNonJson(value);
  return Number.isFinite(value) ? undefined : `${value} is not a JSON number`;
}

function isPlainArray(value: unknown): value is unknown[] {
  return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describeNonJson(value: unknown): string {
  if (value === undefined) return "undefined is not JSON; omit the key or use null";
  return `${kindOf(value)} is not JSON; convert it to a string, number, array or object`;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  // A prototype may have no constructor.
  const isNamed = "constructor" in value && typeof value.constructor === "function";
  return (isNamed && value.constructor.name) || "this object";
}
