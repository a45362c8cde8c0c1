import type { Issue } from "@roster/contract";
import { type JsonText, parseJson, type ParsedJson } from "@roster/contract/json";

/** From here on, doubles do not tell integers apart. */
const MAX = 2 ** 53;
const MAX_ISSUES = 20;

/** Keywords whose numbers are compared with data. */
const comparing = new Set([
  "const",
  "enum",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
]);

/** Keywords whose value has names as keys, and schemas as values. */
const named = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "definitions",
]);

/** Keywords whose value is not a schema. */
const annotations = new Set(["default", "examples"]);

/**
 * Finds the numbers beyond 2^53 that a schema compares with data: validation sees data as doubles, so it could not tell
 * 9007199254740993 from 9007199254740992. Other keywords are searched for schemas, because a `$ref` may point there.
 */
export function findLargeNumbers(schema: JsonText): Issue[] {
  const issues: Issue[] = [];
  visitSchema(parseJson(schema.text), ["schema"]);
  return issues;

  function visitSchema(value: ParsedJson, path: Issue["path"]): void {
    for (const [key, inner, at] of entriesOf(value, path)) {
      if (Array.isArray(value)) visitSchema(inner, at);
      else if (comparing.has(key)) visitValue(inner, at);
      else if (named.has(key)) {
        for (const [, member, below] of entriesOf(inner, at)) visitSchema(member, below);
      } else if (!annotations.has(key)) visitSchema(inner, at);
    }
  }

  function visitValue(value: ParsedJson, path: Issue["path"]): void {
    if (typeof value !== "number" && typeof value !== "bigint") {
      for (const [, inner, at] of entriesOf(value, path)) visitValue(inner, at);
    } else if ((value > MAX || value < -MAX) && issues.length < MAX_ISSUES) {
      const message = "is beyond 2^53, where data is validated with rounded integers; use strings";
      issues.push({ path, message });
    }
  }
}

/** The keys or indexes, values and paths of an object or array; none of other values. */
function* entriesOf(
  value: ParsedJson,
  path: Issue["path"],
): Generator<[string, ParsedJson, Issue["path"]]> {
  if (typeof value !== "object" || value === null) return;
  const isArray = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    yield [key, inner, [...path, isArray ? Number(key) : key]];
  }
}
