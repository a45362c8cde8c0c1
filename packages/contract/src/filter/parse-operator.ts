import type { Filter, Scalar } from "./filter.js";
import { TIMESTAMP_RULE, parseTimestamp } from "../users/timestamp.js";
import { findStringIssue } from "../json/string-issue.js";
import { isDataPath, type UserPath } from "../users/user-path.js";

const MAX_LIST_LENGTH = 100;
const MAX_TEXT_LENGTH = 4096;

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

/** A value read, or what is wrong with it. */
type Read<Value extends Scalar> = { readonly value: Value } | string;

/** The condition, or what is wrong with it. */
export function parseOperator(
  path: UserPath,
  operator: Operator,
  operand: unknown,
): Filter | string {
  switch (operator) {
    case "ne":
      return negated(parseOperator(path, "eq", operand));
    case "nin":
      return negated(parseOperator(path, "in", operand));
    case "in":
      return readList(path, operand);
    case "exists":
      return readExists(path, operand);
    case "contains":
    case "startsWith":
      return readPart(path, operator, operand);
    default: {
      const read = readOperand(path, operand);
      if (typeof read === "string") return read;
      const { value } = read;
      if (operator !== "eq" && (value === null || typeof value === "boolean")) {
        return "must be a number or a text: nothing else has an order";
      }
      return { kind: "compare", path, operator, operand: value };
    }
  }
}

function negated(filter: Filter | string): Filter | string {
  return typeof filter === "string" ? filter : { kind: "not", filter };
}

function readList(path: UserPath, operand: unknown): Filter | string {
  if (!Array.isArray(operand)) return "must be an array of values";
  if (operand.length > MAX_LIST_LENGTH) return `has more than ${MAX_LIST_LENGTH} values`;
  const operands: Scalar[] = [];
  for (const [index, item] of operand.entries()) {
    const read = readOperand(path, item);
    if (typeof read === "string") return `value ${index + 1} ${read}`;
    operands.push(read.value);
  }
  return { kind: "in", path, operands };
}

function readExists(path: UserPath, operand: unknown): Filter | string {
  if (!isDataPath(path)) return `is of no use here: every user has ${path[0]}`;
  if (typeof operand !== "boolean") return "must be true or false";
  const exists = { kind: "exists", path } as const;
  return operand ? exists : { kind: "not", filter: exists };
}

function readPart(
  path: UserPath,
  kind: "contains" | "startsWith",
  operand: unknown,
): Filter | string {
  if (!isDataPath(path) && path[0] !== "id") return `is of no use here: ${path[0]} is not a text`;
  const place = isDataPath(path) ? path : (["id"] as const);
  if (kind === "contains") {
    const read = readOperand(place, operand);
    return typeof read === "string" ? read : { kind, path: place, operand: read.value };
  }
  const read = readText(operand);
  return typeof read === "string" ? read : { kind, path: place, operand: read.value };
}

/** A value that can stand at `path`: any scalar in data, elsewhere one of the field's own type. */
function readOperand([field]: UserPath, operand: unknown): Read<Scalar> {
  switch (field) {
    case "id":
      return readText(operand);
    case "version":
      return typeof operand === "number" ? readScalar(operand) : "must be a number";
    case "createdAt":
    case "updatedAt": {
      const moment = typeof operand === "string" ? parseTimestamp(operand) : undefined;
      return moment === undefined ? TIMESTAMP_RULE : { value: moment };
    }
    case "data":
      return readScalar(operand);
  }
}

function readScalar(operand: unknown): Read<Scalar> {
  if (typeof operand === "string") return readText(operand);
  if (typeof operand === "boolean" || operand === null) return { value: operand };
  if (typeof operand !== "number") return "must be a text, a number, true, false or null";
  // -0 is stored as 0.
  return Number.isFinite(operand) ? { value: operand + 0 } : "must be a finite number";
}

function readText(operand: unknown): Read<string> {
  if (typeof operand !== "string") return "must be a text";
  if (operand.length > MAX_TEXT_LENGTH) return `is longer than ${MAX_TEXT_LENGTH} characters`;
  return findStringIssue(operand) ?? { value: operand };
}
