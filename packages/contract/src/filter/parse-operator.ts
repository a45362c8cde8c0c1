import { findStringIssue } from "../json/string-issue.js";
import type { Result } from "../result.js";
import { parseTimestamp, TIMESTAMP_RULE } from "../users/timestamp.js";
import { isDataPath, type UserPath } from "../users/user-path.js";
import { USER_STATUSES } from "../users/field-rules.js";
import { toExactNumber } from "./exact-number.js";
import type { Filter, Scalar } from "./filter.js";

const STATUS_RULE = `must be one of ${USER_STATUSES.join(", ")}`;

const MAX_LIST_LENGTH = 100;
const MAX_STRING_LENGTH = 4096;

const operators = [
  "eq",
  "ne",
  "in",
  "nin",
  "gt",
  "gte",
  "lt",
  "lte",
  "exists",
  "contains",
  "startsWith",
] as const;
export type Operator = (typeof operators)[number];

export function isOperator(name: string): name is Operator {
  return operators.some((operator) => operator === name);
}

/** The condition `path operator operand` as a filter. */
export function parseOperator(
  path: UserPath,
  operator: Operator,
  operand: unknown,
): Result<Filter> {
  switch (operator) {
    case "ne":
      return negate(parseOperator(path, "eq", operand));
    case "nin":
      return negate(parseOperator(path, "in", operand));
    case "in":
      return parseIn(path, operand);
    case "exists":
      return parseExists(path, operand);
    case "contains":
    case "startsWith":
      return parseSubstring(path, operator, operand);
    default: {
      const parsed = parseValue(path, operand);
      if ("error" in parsed) return parsed;
      const { value } = parsed;
      if (operator !== "eq" && path[0] === "status")
        return { error: "has no order; use =, != or in" };
      if (operator !== "eq" && (value === null || typeof value === "boolean")) {
        return { error: "must be a number or a string: other values have no order" };
      }
      return { value: { kind: "compare", path, operator, operand: value } };
    }
  }
}

function negate(parsed: Result<Filter>): Result<Filter> {
  return "error" in parsed ? parsed : { value: { kind: "not", filter: parsed.value } };
}

function parseIn(path: UserPath, operand: unknown): Result<Filter> {
  if (!Array.isArray(operand)) return { error: "must be an array of values" };
  if (operand.length > MAX_LIST_LENGTH) return { error: `has more than ${MAX_LIST_LENGTH} values` };
  const operands: Scalar[] = [];
  for (const [index, item] of operand.entries()) {
    const parsed = parseValue(path, item);
    if ("error" in parsed) return { error: `value ${index + 1} ${parsed.error}` };
    operands.push(parsed.value);
  }
  return { value: { kind: "in", path, operands } };
}

function parseExists(path: UserPath, operand: unknown): Result<Filter> {
  if (!isDataPath(path)) return { error: `cannot be used here: every user has ${path[0]}` };
  if (typeof operand !== "boolean") return { error: "must be true or false" };
  const exists = { kind: "exists", path } as const;
  return { value: operand ? exists : { kind: "not", filter: exists } };
}

function parseSubstring(
  path: UserPath,
  kind: "contains" | "startsWith",
  operand: unknown,
): Result<Filter> {
  if (!isDataPath(path) && path[0] !== "id") {
    return { error: `cannot be used here: ${path[0]} is not a string` };
  }
  const stringPath = isDataPath(path) ? path : (["id"] as const);
  if (kind === "contains") {
    const parsed = parseValue(stringPath, operand);
    if ("error" in parsed) return parsed;
    return { value: { kind, path: stringPath, operand: parsed.value } };
  }
  const parsed = parseString(operand);
  if ("error" in parsed) return parsed;
  return { value: { kind, path: stringPath, operand: parsed.value } };
}

/** A value to compare with the one at `path`: any scalar in data, otherwise one of the field's type. */
function parseValue([field]: UserPath, operand: unknown): Result<Scalar> {
  switch (field) {
    case "id":
      return parseString(operand);
    case "version":
      return isNumber(operand) ? parseNumber(operand) : { error: "must be a number" };
    case "createdAt":
    case "updatedAt": {
      const timestamp = typeof operand === "string" ? parseTimestamp(operand) : undefined;
      return timestamp === undefined ? { error: TIMESTAMP_RULE } : { value: timestamp };
    }
    case "status": {
      const status = USER_STATUSES.find((one) => one === operand);
      return status ? { value: status } : { error: STATUS_RULE };
    }
    case "banned":
      return typeof operand === "boolean" ? { value: operand } : { error: "must be true or false" };
    case "data":
      return parseScalar(operand);
  }
}

function parseScalar(operand: unknown): Result<Scalar> {
  if (typeof operand === "string") return parseString(operand);
  if (typeof operand === "boolean" || operand === null) return { value: operand };
  if (!isNumber(operand)) return { error: "must be a string, number, boolean or null" };
  return parseNumber(operand);
}

function parseNumber(operand: number | bigint): Result<number | bigint> {
  const value = toExactNumber(operand);
  const isFinite = typeof value === "bigint" || Number.isFinite(value);
  return isFinite ? { value } : { error: "must be a finite number" };
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function parseString(operand: unknown): Result<string> {
  if (typeof operand !== "string") return { error: "must be a string" };
  if (operand.length > MAX_STRING_LENGTH) {
    return { error: `is longer than ${MAX_STRING_LENGTH} characters` };
  }
  const issue = findStringIssue(operand);
  return issue === undefined ? { value: operand } : { error: issue };
}
