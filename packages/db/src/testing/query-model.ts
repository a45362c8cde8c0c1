import type { User } from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import { type JsonText, parseJson } from "@roster/contract/json";

type ModelValue =
  string | number | bigint | boolean | null | ModelValue[] | { readonly [key: string]: ModelValue };

/** A user with its data as values; integers that a double may not hold are bigints. */
export interface ModelUser extends Pick<User, "id" | "version" | "createdAt" | "updatedAt"> {
  readonly data: ModelValue;
}

export function toModelUser(user: Omit<User, "data"> & { readonly data: JsonText }): ModelUser {
  return { ...user, data: parseJson(user.data.text) as ModelValue };
}

/** A reference implementation of `Where`, written only from its description. */
export function matchesWhere(user: ModelUser, where: Where): boolean {
  return Object.entries(where).every(([key, value]: [string, unknown]) => {
    if (key === "and") return (value as Where[]).every((part) => matchesWhere(user, part));
    if (key === "or") return (value as Where[]).some((part) => matchesWhere(user, part));
    if (key === "not") return !matchesWhere(user, value as Where);
    const operators = typeof value === "object" && value !== null ? value : { eq: value };
    return Object.entries(operators).every(([operator, operand]: [string, unknown]) =>
      satisfiesOperator(valueAtPath(user, key), operator, operand),
    );
  });
}

/** The keys in these tests contain no dots. */
export function valueAtPath(user: ModelUser, path: string): ModelValue | undefined {
  const { id, version, createdAt, updatedAt, data } = user;
  let value: ModelValue | undefined = { id, version, createdAt, updatedAt, data };
  for (const key of path.replaceAll("\\\\", "\\").split(".")) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function satisfiesOperator(
  value: ModelValue | undefined,
  operator: string,
  operand: unknown,
): boolean {
  const isEqual = (one: unknown) => (other: unknown) =>
    one === other || (isNumber(one) && isNumber(other) && compareNumbers(one, other) === 0);
  switch (operator) {
    case "eq":
      return isEqual(value)(operand);
    case "ne":
      return !isEqual(value)(operand);
    case "in":
      return (operand as unknown[]).some(isEqual(value));
    case "nin":
      return !(operand as unknown[]).some(isEqual(value));
    case "exists":
      return (value !== undefined) === operand;
    case "contains":
      if (Array.isArray(value)) return value.some(isEqual(operand));
      return typeof value === "string" && typeof operand === "string" && value.includes(operand);
    case "startsWith":
      return typeof value === "string" && value.startsWith(operand as string);
    default:
      return isOrdered(value, operator, operand);
  }
}

function isOrdered(value: ModelValue | undefined, operator: string, operand: unknown): boolean {
  const difference = orderOf(value, operand);
  if (difference === undefined) return false;
  if (operator === "gt") return difference > 0;
  if (operator === "gte") return difference >= 0;
  return operator === "lt" ? difference < 0 : difference <= 0;
}

function orderOf(left: unknown, right: unknown): number | undefined {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  const areStrings = typeof left === "string" && typeof right === "string";
  return areStrings ? compareCodePoints(left, right) : undefined;
}

const isNumber = (value: unknown): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";

/** JavaScript compares bigints with numbers exactly. Integers beyond 64 bits count as doubles. */
function compareNumbers(left: number | bigint, right: number | bigint): number {
  const [a, b] = [left, right].map((one) => (isInt64(one) ? one : Number(one)));
  if (a === undefined || b === undefined || a == b) return 0; // oxlint-disable-line eslint/eqeqeq -- 1n === 1 is false
  return a < b ? -1 : 1;
}

const isInt64 = (value: number | bigint) => value > -(2n ** 63n) && value < 2n ** 63n;

/** JavaScript's `<` compares UTF-16 units, which sorts U+1F600 before U+FF41. */
export function compareCodePoints(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (const [index, character] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const ranks = ["number", "string", "boolean", "container", "null", "undefined"];

/** Compares users as an ascending sort by one path does. */
export function compareByPath(path: string) {
  return (left: ModelUser, right: ModelUser): number => {
    const [a, b] = [valueAtPath(left, path), valueAtPath(right, path)];
    const rank = ranks.indexOf(typeName(a)) - ranks.indexOf(typeName(b));
    if (rank !== 0) return rank;
    if (typeof a === "string") return compareCodePoints(beginning(a), beginning(b as string));
    if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
    return typeof a === "boolean" ? Number(a) - Number(b) : 0;
  };
}

const beginning = (text: string) => Array.from(text).slice(0, 128).join("");

function typeName(value: ModelValue | undefined): string {
  if (value === null) return "null";
  if (typeof value === "bigint") return "number";
  return typeof value === "object" ? "container" : typeof value;
}
