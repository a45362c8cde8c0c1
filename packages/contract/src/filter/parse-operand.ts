import type { Result } from "../result.js";
import { USER_ID_PATTERN } from "../users/field-rules.js";
import { parseTimestamp } from "../users/timestamp.js";
import { toExactNumber } from "./exact-number.js";
import type { Scalar } from "./filter.js";
import type { OperandNode } from "./filter-node.js";

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const parseString: (token: string) => string = JSON.parse;
const keywords = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** The value of an operand in filter text; without quotes its type depends on the path `key`. */
export function parseOperand({ kind, raw }: OperandNode, key: string): Result<Scalar> {
  if (kind === "string") return { value: parseString(raw) };
  if (key === "id" && USER_ID_PATTERN.test(raw)) return { value: raw };
  // parseWhere checks whether it is a time.
  if (key === "createdAt" || key === "updatedAt") return { value: raw };
  if (key === "status") return { value: raw };
  const value = keywords.get(raw.toLowerCase());
  if (value !== undefined) return { value };
  if (number.test(raw)) return parseNumber(raw);
  const hint = `put strings in double quotes: ${JSON.stringify(raw)}`;
  if (parseTimestamp(raw) !== undefined) {
    return { error: `needs quotes: only created and updated take a time without them; ${hint}` };
  }
  return { error: `is not a number, true, false or null; ${hint}` };
}

function parseNumber(raw: string): Result<Scalar> {
  const value = toExactNumber(/^-?\d+$/.test(raw) ? BigInt(raw) : Number(raw));
  const isTooLarge = value === Infinity || value === -Infinity;
  if (isTooLarge || (value === 0 && /^-?[0.]*[1-9]/.test(raw))) {
    return { error: "is out of a double's range, so it cannot match any stored number" };
  }
  return { value };
}
