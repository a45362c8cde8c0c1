import { z } from "zod";
import type { Issue } from "../errors/errors.js";
import type { JsonObject } from "../json/json-value.js";
import { findStringIssue } from "../json/string-issue.js";

/** How many objects and arrays deep a user's data may be, the data object itself included. */
export const MAX_DATA_DEPTH = 64;

/** More issues than this are not listed: the caller mends these first. */
const MAX_ISSUES = 20;

/**
 * What an application keeps of a user: any JSON object, read back value for value as it was sent.
 * Refused is what cannot be kept: `undefined`, NaN, dates and other class instances, getters, symbol keys,
 * U+0000, lone surrogates, and nesting deeper than {@link MAX_DATA_DEPTH}.
 */
export const UserData = z.custom<JsonObject>().superRefine((value, context) => {
  for (const issue of findDataIssues(value)) {
    context.addIssue({ code: "custom", path: [...issue.path], message: issue.message });
  }
});
export type UserData = JsonObject;

/**
 * As {@link findDataIssues}, of what `parseExactJson` has read, with its text as it was read from UTF-8 or as
 * `JSON.stringify` writes it: what such a text shows to be good need not be walked through.
 */
export function findParsedDataIssues(value: unknown, text: string): Issue[] {
  return isPlainObject(value) && isPlainText(text) ? [] : findDataIssues(value);
}

/** No text that cannot be stored, which is escaped in JSON, and no depth. What is in doubt is not plain. */
function isPlainText(text: string): boolean {
  if (text.includes("\\u")) return false;
  let openings = 0;
  for (const opening of ["{", "["]) {
    for (let at = text.indexOf(opening); at !== -1; at = text.indexOf(opening, at + 1)) {
      openings += 1;
      if (openings > MAX_DATA_DEPTH) return false;
    }
  }
  return true;
}

/** Everything in `value` that could not be read back as it is; none for good data. */
export function findDataIssues(value: unknown): Issue[] {
  const issues: Issue[] = [];
  const path: (string | number)[] = [];
  const ancestors: object[] = [];

  if (isPlainObject(value)) visit(value);
  else refuse("must be a JSON object");
  return issues;

  function refuse(message: string): void {
    if (!isFull()) issues.push({ path: [...path], message });
  }

  function isFull(): boolean {
    return issues.length >= MAX_ISSUES;
  }

  function visit(node: unknown): void {
    if (typeof node === "string") return visitText(node);
    if (node === null || typeof node === "boolean") return;
    if (typeof node === "number") {
      if (!Number.isFinite(node)) refuse(`${node} is not a JSON number`);
      return;
    }
    if (!isPlainArray(node) && !isPlainObject(node)) return refuse(describeForeign(node));
    if (ancestors.includes(node)) return refuse("an object inside itself is not JSON");
    if (path.length >= MAX_DATA_DEPTH) return refuse(`nested more than ${MAX_DATA_DEPTH} deep`);
    ancestors.push(node);
    if (isPlainArray(node)) visitArray(node);
    else visitObject(node);
    ancestors.pop();
  }

  function visitArray(array: readonly unknown[]): void {
    for (let index = 0; index < array.length && !isFull(); index += 1) {
      path.push(index);
      visit(array[index]); // undefined, and so refused, where there is a hole
      path.pop();
    }
    // Beside its items an array owns `length` alone; JSON.stringify drops all else, or calls it: toJSON.
    if (Reflect.ownKeys(array).length > array.length + 1) {
      refuse("an array with keys of its own is not JSON");
    }
  }

  function visitObject(object: Record<string, unknown>): void {
    for (const key of Reflect.ownKeys(object)) {
      if (isFull()) return;
      if (typeof key === "symbol") {
        refuse(`${String(key)} is not a JSON key; use text`);
        continue;
      }
      path.push(key);
      visitText(key);
      const property = Reflect.getOwnPropertyDescriptor(object, key);
      // JSON.stringify drops what is not enumerable, calls toJSON even there, and runs a getter again.
      if (property?.enumerable !== true) refuse("a property that is not enumerable is not JSON");
      else if (!("value" in property)) refuse("a getter is not JSON; give its value");
      else visit(property.value);
      path.pop();
    }
  }

  function visitText(text: string): void {
    const issue = findStringIssue(text);
    if (issue !== undefined) refuse(issue);
  }
}

function isPlainArray(value: unknown): value is unknown[] {
  return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describeForeign(value: unknown): string {
  if (value === undefined) return "undefined is not JSON; leave the key out or use null";
  return `${kindOf(value)} is not JSON; convert it to text, a number, an array or an object`;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  // A prototype need not have a constructor.
  const isNamed = "constructor" in value && typeof value.constructor === "function";
  return (isNamed && value.constructor.name) || "this object";
}
