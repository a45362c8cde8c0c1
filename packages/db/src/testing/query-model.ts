import type { User } from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import type { JsonValue, Wire } from "@roster/contract/json";

type ParsedUser = Wire<User>;

/** A reference implementation of `Where`, written only from its description. */
export function matchesWhere(user: ParsedUser, where: Where): boolean {
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
export function valueAtPath(user: ParsedUser, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = { ...user };
  for (const key of path.replaceAll("\\\\", "\\").split(".")) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function satisfiesOperator(
  value: JsonValue | undefined,
  operator: string,
  operand: unknown,
): boolean {
  switch (operator) {
    case "eq":
      return value === operand;
    case "ne":
      return value !== operand;
    case "in":
      return (operand as unknown[]).includes(value);
    case "nin":
      return !(operand as unknown[]).includes(value);
    case "exists":
      return (value !== undefined) === operand;
    case "contains":
      if (Array.isArray(value)) return value.some((element) => element === operand);
      return typeof value === "string" && typeof operand === "string" && value.includes(operand);
    case "startsWith":
      return typeof value === "string" && value.startsWith(operand as string);
    default:
      return isOrdered(value, operator, operand);
  }
}

function isOrdered(value: JsonValue | undefined, operator: string, operand: unknown): boolean {
  if (typeof value !== typeof operand) return false;
  const difference =
    typeof value === "string"
      ? compareCodePoints(value, operand as string)
      : Number(value) - Number(operand);
  if (operator === "gt") return difference > 0;
  if (operator === "gte") return difference >= 0;
  return operator === "lt" ? difference < 0 : difference <= 0;
}

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
  return (left: ParsedUser, right: ParsedUser): number => {
    const [a, b] = [valueAtPath(left, path), valueAtPath(right, path)];
    const rank = ranks.indexOf(typeName(a)) - ranks.indexOf(typeName(b));
    if (rank !== 0) return rank;
    if (typeof a === "string") return compareCodePoints(beginning(a), beginning(b as string));
    return typeof a === "object" || a === undefined ? 0 : Number(a) - Number(b);
  };
}

const beginning = (text: string) => Array.from(text).slice(0, 128).join("");

function typeName(value: JsonValue | undefined): string {
  if (value === null) return "null";
  return typeof value === "object" ? "container" : typeof value;
}
