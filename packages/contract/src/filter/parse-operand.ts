import { isAppError } from "../errors/app-error.js";
import { parseExactJson } from "../json/exact-json.js";
import type { OperandNode } from "./filter-node.js";
import type { JsonValue } from "../json/json-value.js";
import { parseTimestamp } from "../users/timestamp.js";
import { USER_ID_PATTERN } from "../users/user-id-rule.js";

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const keywords = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** The value that a text's operand has beside the path `key`, or what is wrong with it. */
export function parseOperand(
  { kind, raw }: OperandNode,
  key: string,
): { readonly value: JsonValue } | { readonly problem: string } {
  if (kind === "text") return { value: parseExactJson(raw) };
  if (key === "id" && USER_ID_PATTERN.test(raw)) return { value: raw };
  // Whether it is a time is the path's own rule to say.
  if (key === "createdAt" || key === "updatedAt") return { value: raw };
  const value = keywords.get(raw.toLowerCase());
  if (value !== undefined) return { value };
  if (number.test(raw)) return readNumber(raw);
  const quoted = `a text stands in double quotes: ${JSON.stringify(raw)}`;
  if (parseTimestamp(raw) !== undefined) {
    return { problem: `has no quotes, as a time has at created and updated alone; ${quoted}` };
  }
  return { problem: `is no number, nor true, false or null; ${quoted}` };
}

function readNumber(raw: string): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    return { value: parseExactJson(raw) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { problem: `would be rounded to ${Number(raw)}; no user holds a number like it` };
  }
}
