import type { Issue } from "../errors/errors.js";
import { parseUserPath, type UserPath } from "../users/user-path.js";
import type { Filter } from "./filter.js";
import { isOperator, parseOperator } from "./parse-operator.js";

export const MAX_CONDITIONS = 100;
export const MAX_FILTER_DEPTH = 10;

/** The maximum number of issues reported at once. */
const MAX_ISSUES = 20;

type JsonPath = readonly (string | number)[];

interface Operation {
  readonly operator: string;
  readonly operand: unknown;
  readonly at: JsonPath;
}

/** Parses a `where` of any origin; the filter is only meaningful if there are no issues. */
export function parseWhere(where: unknown): {
  readonly filter: Filter;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  let conditions = 0;
  return { filter: parseGroup(where, []), issues };

  function reject(path: JsonPath, message: string): Filter {
    if (issues.length < MAX_ISSUES) issues.push({ path, message });
    return { kind: "all", filters: [] };
  }

  function parseGroup(node: unknown, at: JsonPath, depth = 1): Filter {
    if (!isObject(node)) return reject(at, "must be an object of conditions");
    if (depth > MAX_FILTER_DEPTH) {
      return reject(at, `is nested more than ${MAX_FILTER_DEPTH} levels deep`);
    }
    const filters = Object.entries(node).map(([key, value]) =>
      parseEntry(key, value, { at: [...at, key], depth }),
    );
    return unwrapSingle(filters);
  }

  function parseEntry(
    key: string,
    value: unknown,
    { at, depth }: { at: JsonPath; depth: number },
  ): Filter {
    if (key === "not") return { kind: "not", filter: parseGroup(value, at, depth + 1) };
    if (key === "and" || key === "or") {
      if (!Array.isArray(value)) return reject(at, "must be an array of conditions");
      const filters = value.map((item: unknown, i) => parseGroup(item, [...at, i], depth + 1));
      return { kind: key === "and" ? "all" : "any", filters };
    }
    const path = parseUserPath(key);
    return "error" in path ? reject(at, path.error) : parseConditions(path.value, value, at);
  }

  function parseConditions(path: UserPath, value: unknown, at: JsonPath): Filter {
    if (!isObject(value)) return parseCondition(path, { operator: "eq", operand: value, at });
    const entries = Object.entries(value);
    if (entries.length === 0) return reject(at, "must name an operator, such as eq");
    const filters = entries.map(([operator, operand]) =>
      parseCondition(path, { operator, operand, at: [...at, operator] }),
    );
    return unwrapSingle(filters);
  }

  function parseCondition(path: UserPath, { operator, operand, at }: Operation): Filter {
    conditions += 1;
    if (conditions === MAX_CONDITIONS + 1) {
      return reject(at, `exceeds the limit of ${MAX_CONDITIONS} conditions`);
    }
    if (!isOperator(operator)) return reject(at, "is not a known operator");
    const parsed = parseOperator(path, operator, operand);
    return "error" in parsed ? reject(at, parsed.error) : parsed.value;
  }
}

function unwrapSingle(filters: readonly Filter[]): Filter {
  const [only] = filters;
  return only && filters.length === 1 ? only : { kind: "all", filters };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
