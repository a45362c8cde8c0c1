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
  const parser = new WhereParser();
  return { filter: parser.parse(where), issues: parser.issues };
}

class WhereParser {
  readonly issues: Issue[] = [];
  readonly #budget = new FilterBudget();

  parse(where: unknown): Filter {
    return this.#group(where, [], 1);
  }

  #reject(path: JsonPath, message: string): Filter {
    if (this.issues.length < MAX_ISSUES) this.issues.push({ path, message });
    return { kind: "all", filters: [] };
  }

  #group(node: unknown, at: JsonPath, depth: number): Filter {
    if (!isObject(node)) return this.#reject(at, "must be an object of conditions");
    if (depth > MAX_FILTER_DEPTH) {
      return this.#reject(at, `is nested more than ${MAX_FILTER_DEPTH} levels deep`);
    }
    const entries = Object.entries(node);
    if (entries.length === 0) return this.#empty(at);
    const filters = this.#each(entries, ([key, value]) =>
      this.#entry(key, value, { at: [...at, key], depth }),
    );
    return unwrapSingle(filters);
  }

  #empty(at: JsonPath): Filter {
    const excess = this.#budget.countCondition();
    return excess === undefined ? { kind: "all", filters: [] } : this.#reject(at, excess);
  }

  /** Stops at the first limit that is exceeded: the rest could be long. */
  #each<Item>(items: Iterable<Item>, parse: (item: Item) => Filter): Filter[] {
    const filters: Filter[] = [];
    for (const item of items) {
      if (this.#budget.isExceeded) break;
      filters.push(parse(item));
    }
    return filters;
  }

  #entry(key: string, value: unknown, { at, depth }: { at: JsonPath; depth: number }): Filter {
    if (key === "not") return { kind: "not", filter: this.#group(value, at, depth + 1) };
    if (key === "and" || key === "or") {
      if (!Array.isArray(value)) return this.#reject(at, "must be an array of conditions");
      if (value.length === 0) this.#empty(at);
      const items: Iterable<[number, unknown]> = value.entries();
      const filters = this.#each(items, ([i, item]) => this.#group(item, [...at, i], depth + 1));
      return { kind: key === "and" ? "all" : "any", filters };
    }
    const path = parseUserPath(key);
    return "error" in path ? this.#reject(at, path.error) : this.#conditions(path.value, value, at);
  }

  #conditions(path: UserPath, value: unknown, at: JsonPath): Filter {
    if (!isObject(value)) return this.#condition(path, { operator: "eq", operand: value, at });
    const entries = Object.entries(value);
    if (entries.length === 0) return this.#reject(at, "must name an operator, such as eq");
    const filters = this.#each(entries, ([operator, operand]) =>
      this.#condition(path, { operator, operand, at: [...at, operator] }),
    );
    return unwrapSingle(filters);
  }

  #condition(path: UserPath, { operator, operand, at }: Operation): Filter {
    const excess = this.#budget.countCondition() ?? this.#budget.countOperands(path, operand);
    if (excess !== undefined) return this.#reject(at, excess);
    if (!isOperator(operator)) return this.#reject(at, "is not a known operator");
    const parsed = parseOperator(path, operator, operand);
    return "error" in parsed ? this.#reject(at, parsed.error) : parsed.value;
  }
}

function unwrapSingle(filters: readonly Filter[]): Filter {
  const [only] = filters;
  return only && filters.length === 1 ? only : { kind: "all", filters };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
