import type { Condition, Filter, Scalar } from "./filter.js";
import { invalid } from "../errors/app-error.js";
import { parseWhere } from "./parse-where.js";
import type { UserPath } from "../users/user-path.js";
import type { Where } from "./where.js";

/**
 * Formats a `where` as filter text: the inverse of `parseFilter`. Conditions combined in one object get their
 * own parentheses, so the text of a `where` with more than five levels can be too deep to parse.
 *
 * @throws AppError INVALID for an invalid `where`.
 * @example
 * ```ts
 * formatFilter({ "data.age": { gte: 18 }, id: { ne: "ada" } }); // data.age >= 18 and id != "ada"
 * ```
 */
export function formatFilter(where: Where): string {
  const { filter, issues } = parseWhere(where);
  const [first, ...rest] = issues;
  if (first) throw invalid([first, ...rest]);
  return format(filter);
}

function format(filter: Filter): string {
  switch (filter.kind) {
    case "all":
      return filter.filters.length === 0 ? "true" : filter.filters.map(formatOperand).join(" and ");
    case "any":
      return filter.filters.length === 0 ? "false" : filter.filters.map(formatOperand).join(" or ");
    case "not":
      return formatNot(filter.filter);
    default:
      return formatCondition(filter, "");
  }
}

function formatOperand(filter: Filter): string {
  const isChain = (filter.kind === "all" || filter.kind === "any") && filter.filters.length > 1;
  return isChain ? `(${format(filter)})` : format(filter);
}

function formatNot(filter: Filter): string {
  const hasOwnForm =
    filter.kind === "in" ||
    filter.kind === "exists" ||
    (filter.kind === "compare" && filter.operator === "eq");
  return hasOwnForm ? formatCondition(filter, "not ") : `not ${formatOperand(filter)}`;
}

const symbols = { eq: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

function formatCondition(condition: Condition, not: "" | "not "): string {
  const path = formatFilterPath(condition.path);
  const value = (operand: Scalar) => formatValue(condition.path, operand);
  switch (condition.kind) {
    case "compare": {
      const symbol = not === "" ? symbols[condition.operator] : "!=";
      return `${path} ${symbol} ${value(condition.operand)}`;
    }
    case "in":
      return `${path} ${not}in (${condition.operands.map(value).join(", ")})`;
    case "exists":
      return `${path} ${not}exists`;
    case "contains":
      return `${path} contains ${value(condition.operand)}`;
    case "startsWith":
      return `${path} startswith ${value(condition.operand)}`;
  }
}

function formatValue([field]: UserPath, operand: Scalar): string {
  const isTime = field === "createdAt" || field === "updatedAt";
  return isTime || typeof operand === "bigint" ? String(operand) : JSON.stringify(operand);
}

/** Keys that never need quotes. */
const plainKey = /^[\p{L}\p{N}_$-]+$/u;

function formatFilterPath(path: UserPath): string {
  return path.map((key) => (plainKey.test(key) ? key : JSON.stringify(key))).join(".");
}
