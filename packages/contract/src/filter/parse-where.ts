import type { Issue } from "../errors/errors.js";
import { parseUserPath, type UserPath } from "../users/user-path.js";
import type { Filter } from "./filter.js";
import { FilterBudget } from "./filter-budget.js";
import { isOperator, parseOperator } from "./parse-operator.js";

const MAX_FILTER_DEPTH = 10;

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
  const budget = new FilterBudget();
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
    const entries = Object.entries(node);
    if (entries.length === 0) return countEmpty(at);
    const filters = parseEach(entries, ([key, value]) =>
      parseEntry(key, value, { at: [...at, key], depth }),
    );
    return unwrapSingle(filters);
  }

  /** Stops at the first limit: the rest could be long. */
  function parseEach<Item>(items: Iterable<Item>, parse: (item: Item) => Filter): Filter[] {
    const filters: Filter[] = [];
    for (const item of items) {
      if (budget.isExceeded) break;
      filters.push(parse(item));
    }
    return filters;
  }

  function countEmpty(at: JsonPath): Filter {
    const excess = budget.countCondition();
    return excess === undefined ? { kind: "all", filters: [] } : reject(at, excess);
  }

  function parseEntry(
    key: string,
    value: unknown,
    { at, depth }: { at: JsonPath; depth: number },
  ): Filter {
    if (key === "not") return { kind: "not", filter: parseGroup(value, at, depth + 1) };
    if (key === "and" || key === "or") {
      if (!Array.isArray(value)) return reject(at, "must be an array of conditions");
      if (value.length === 0) countEmpty(at);
      const items: Iterable<[number, unknown]> = value.entries();
      const filters = parseEach(items, ([i, item]) => parseGroup(item, [...at, i], depth + 1));
      return { kind: key === "and" ? "all" : "any", filters };
    }
    const path = parseUserPath(key);
    return "error" in path ? reject(at, path.error) : parseConditions(path.value, value, at);
  }

  function parseConditions(path: UserPath, value: unknown, at: JsonPath): Filter {
    if (!isObject(value)) return parseCondition(path, { operator: "eq", operand: value, at });
    const entries = Object.entries(value);
    if (entries.length === 0) return reject(at, "must name an operator, such as eq");
    const filters = parseEach(entries, ([operator, operand]) =>
      parseCondition(path, { operator, operand, at: [...at, operator] }),
    );
    return unwrapSingle(filters);
  }

  function parseCondition(path: UserPath, { operator, operand, at }: Operation): Filter {
    const excess = budget.countCondition() ?? budget.countOperands(path, operand);
    if (excess !== undefined) return reject(at, excess);
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
