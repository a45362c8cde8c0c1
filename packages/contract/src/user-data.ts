import { z } from "zod";
import type { Issue } from "./errors.js";
import type { JsonObject } from "./json.js";

/** How many objects and arrays deep a user's data may be, the data object itself included. */
export const MAX_DATA_DEPTH = 64;

/** More issues than this are not listed: the caller mends these first. */
const MAX_ISSUES = 20;

/**
 * What an application keeps of a user: any JSON object, read back value for value as it was sent.
 * Refused is what cannot be kept: `undefined`, NaN, dates and other class instances, U+0000,
 * lone surrogates, and nesting deeper than {@link MAX_DATA_DEPTH}.
 */
export const UserData = z.custom<JsonObject>().superRefine((value, context) => {
  for (const issue of findDataIssues(value)) {
    context.addIssue({ code: "custom", path: [...issue.path], message: issue.message });
  }
});
export type UserData = JsonObject;

/** Everything in `value` that could not be read back as it is; none for good data. */
export function findDataIssues(value: unknown): Issue[] {
  const issues: Issue[] = [];
  const path: (string | number)[] = [];

  if (isPlainObject(value)) visit(value);
  else refuse("must be a JSON object");
  return issues;

  function refuse(message: string): void {
    if (issues.length < MAX_ISSUES) issues.push({ path: [...path], message });
  }

  function visit(node: unknown): void {
    if (typeof node === "string") return visitText(node);
    if (node === null || typeof node === "boolean") return;
    if (typeof node === "number") {
      if (!Number.isFinite(node)) refuse(`${node} is not a JSON number`);
      return;
    }
    const isArray = Array.isArray(node);
    if (!isArray && !isPlainObject(node)) return refuse(describeForeign(node));
    if (path.length >= MAX_DATA_DEPTH) return refuse(`nested more than ${MAX_DATA_DEPTH} deep`);
    if (isArray) node.forEach((item, index) => step(index, item));
    else for (const key of Object.keys(node)) step(key, node[key]);
  }

  function step(key: string | number, child: unknown): void {
    path.push(key);
    if (typeof key === "string") visitText(key);
    visit(child);
    path.pop();
  }

  function visitText(text: string): void {
    if (text.includes("\u0000")) refuse("U+0000 cannot be stored in text");
    if (!text.isWellFormed()) refuse("a lone surrogate (half of a character) cannot be stored");
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describeForeign(value: unknown): string {
  if (value === undefined) return "undefined is not JSON; leave the key out or use null";
  const kind = typeof value === "object" ? value?.constructor.name : typeof value;
  return `${kind} is not JSON; convert it to text, a number, an array or an object`;
}
