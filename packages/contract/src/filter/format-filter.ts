import type { Condition, Filter, Scalar } from "./filter.js";
import { invalid } from "../errors/app-error.js";
import { parseWhere } from "./parse-where.js";
import type { UserPath } from "../users/user-path.js";
import type { Where } from "./where.js";

/**
 * The text of a filter that means the same: the inverse of {@link parseFilter}. Conditions that a `where`
 * joins by standing in one object stand in parentheses of their own, so a `where` of more than five levels
 * can become a text that is too deep to be read.
 *
 * @throws AppError INVALID for a `where` that is none.
 * @example
 * ```ts
 * formatFilter({ "data.age": { gte: 18 }, id: { ne: "ada" } }); // data.age >= 18 and id != "ada"
 * ```
 */
export function formatFilter(where: Where): string {
  const { filter, issues } = parseWhere(where);
  const [first, ...rest] = issues;
  if (first) throw invalid([first, ...rest]);
  return write(filter);
}

function write(filter: Filter): string {
  switch (filter.kind) {
    case "all":
      return filter.filters.length === 0 ? "true" : filter.filters.map(part).join(" and ");
    case "any":
      return filter.filters.length === 0 ? "false" : filter.filters.map(part).join(" or ");
    case "not":
      return writeNot(filter.filter);
    default:
      return writeCondition(filter, "");
  }
}

function part(filter: Filter): string {
  const isChain = (filter.kind === "all" || filter.kind === "any") && filter.filters.length > 1;
  return isChain ? `(${write(filter)})` : write(filter);
}

function writeNot(filter: Filter): string {
  const hasOwnForm =
    filter.kind === "in" ||
    filter.kind === "exists" ||
    (filter.kind === "compare" && filter.operator === "eq");
  return hasOwnForm ? writeCondition(filter, "not ") : `not ${part(filter)}`;
}

const signs = { eq: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

function writeCondition(condition: Condition, not: "" | "not "): string {
  const path = writePath(condition.path);
  const value = (operand: Scalar) => writeOperand(condition.path, operand);
  switch (condition.kind) {
    case "compare": {
      const sign = not === "" ? signs[condition.operator] : "!=";
      return `${path} ${sign} ${value(condition.operand)}`;
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

function writeOperand([field]: UserPath, operand: Scalar): string {
  const isTime = field === "createdAt" || field === "updatedAt";
  return isTime ? String(operand) : JSON.stringify(operand);
}

/** Keys that need no quotes in any place. */
const plain = /^[\p{L}\p{N}_$-]+$/u;

function writePath(path: UserPath): string {
  return path.map((key) => (plain.test(key) ? key : JSON.stringify(key))).join(".");
}
