import type { Issue } from "../errors/errors.js";
import type { Filter } from "./filter.js";
import { isOperator, parseOperator } from "./parse-operator.js";
import { parseUserPath, type UserPath } from "../users/user-path.js";

export const MAX_CONDITIONS = 100;
export const MAX_FILTER_DEPTH = 10;

/** More issues than this are not listed. */
const MAX_ISSUES = 20;

type Place = readonly (string | number)[];

/** Reads a `where` of unknown origin: what it says, or all that is wrong with it. */
export function parseWhere(where: unknown): {
  readonly filter: Filter;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  let conditions = 0;
  return { filter: readAll(where, []), issues };

  function refuse(path: Place, message: string): Filter {
    if (issues.length < MAX_ISSUES) issues.push({ path, message });
    return { kind: "all", filters: [] };
  }

  function readAll(node: unknown, place: Place, depth = 1): Filter {
    if (!isObject(node)) return refuse(place, "must be an object of conditions");
    if (depth > MAX_FILTER_DEPTH) return refuse(place, `is more than ${MAX_FILTER_DEPTH} deep`);
    const filters = Object.entries(node).map(([key, value]) =>
      readEntry(key, value, { place: [...place, key], depth }),
    );
    const [only] = filters;
    return only && filters.length === 1 ? only : { kind: "all", filters };
  }

  function readEntry(
    key: string,
    value: unknown,
    { place, depth }: { place: Place; depth: number },
  ): Filter {
    if (key === "not") return { kind: "not", filter: readAll(value, place, depth + 1) };
    if (key === "and" || key === "or") {
      if (!Array.isArray(value)) return refuse(place, "must be an array of conditions");
      const filters = value.map((item: unknown, at) => readAll(item, [...place, at], depth + 1));
      return { kind: key === "and" ? "all" : "any", filters };
    }
    const path = parseUserPath(key);
    if ("problem" in path) return refuse(place, path.problem);
    return readConditions(path, value, place);
  }

  function readConditions(path: UserPath, value: unknown, place: Place): Filter {
    if (!isObject(value)) return readCondition(path, { operator: "eq", operand: value, place });
    const entries = Object.entries(value);
    if (entries.length === 0) return refuse(place, "must name an operator, such as eq");
    const filters = entries.map(([operator, operand]) =>
      readCondition(path, { operator, operand, place: [...place, operator] }),
    );
    const [only] = filters;
    return only && filters.length === 1 ? only : { kind: "all", filters };
  }

  function readCondition(
    path: UserPath,
    { operator, operand, place }: { operator: string; operand: unknown; place: Place },
  ): Filter {
    conditions += 1;
    if (conditions === MAX_CONDITIONS + 1) {
      return refuse(place, `is one condition more than the ${MAX_CONDITIONS} that there may be`);
    }
    if (!isOperator(operator)) return refuse(place, "is not a known operator");
    const read = parseOperator(path, operator, operand);
    return typeof read === "string" ? refuse(place, read) : read;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
