import { isAppError } from "../errors/app-error.js";
import { parseExactJson } from "../json/exact-json.js";
import type { JsonValue } from "../json/json-value.js";
import type { Result } from "../result.js";
import { USER_ID_PATTERN } from "../users/field-rules.js";
import { parseTimestamp } from "../users/timestamp.js";
import type { OperandNode } from "./filter-node.js";

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const keywords = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** The value of an operand in filter text; without quotes its type depends on the path `key`. */
export function parseOperand({ kind, raw }: OperandNode, key: string): Result<JsonValue> {
  if (kind === "string") return { value: parseExactJson(raw) };
  if (key === "id" && USER_ID_PATTERN.test(raw)) return { value: raw };
  // parseWhere checks whether it is a time.
  if (key === "createdAt" || key === "updatedAt") return { value: raw };
  const value = keywords.get(raw.toLowerCase());
  if (value !== undefined) return { value };
  if (number.test(raw)) return parseNumber(raw);
  const hint = `put strings in double quotes: ${JSON.stringify(raw)}`;
  if (parseTimestamp(raw) !== undefined) {
    return { error: `needs quotes: only created and updated take a time without them; ${hint}` };
  }
  return { error: `is not a number, true, false or null; ${hint}` };
}

function parseNumber(raw: string): Result<JsonValue> {
  try {
    return { value: parseExactJson(raw) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: `would be rounded to ${Number(raw)}, so it cannot match any stored number` };
  }
}
