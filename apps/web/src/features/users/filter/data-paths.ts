import type { User } from "@/lib/trpc/user";
import type { JsonObject, JsonValue } from "@roster/contract/json";

/** A data path and what is known about its values. */
export interface DataPathHint {
  readonly keys: readonly string[];
  readonly type: string;
  /** All possible values, if there are few. */
  readonly values: readonly JsonValue[];
}

const MAX_DEPTH = 4;
const MAX_PATHS = 300;
const MAX_VALUES = 30;

/** The paths that an app's schema declares. */
export function schemaPaths(schema: JsonObject): DataPathHint[] {
  const found: DataPathHint[] = [];
  const resolve = (node: JsonValue | undefined): JsonObject | undefined => {
    if (!isObject(node)) return undefined;
    const { $ref } = node;
    if (typeof $ref !== "string" || !$ref.startsWith("#/")) return node;
    const steps = $ref.slice(2).split("/");
    const target = steps.reduce<JsonValue | undefined>(
      (current, step) =>
        isObject(current) ? current[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined,
      schema,
    );
    return isObject(target) ? { ...target, ...node } : node;
  };
  const walk = (given: JsonValue | undefined, keys: readonly string[]) => {
    const node = resolve(given);
    if (!node || keys.length > MAX_DEPTH || found.length >= MAX_PATHS) return;
    if (keys.length > 0) found.push({ keys, type: typeOf(node), values: valuesOf(node) });
    for (const [key, value] of isObject(node["properties"])
      ? Object.entries(node["properties"])
      : []) {
      walk(value, [...keys, key]);
    }
    for (const word of ["allOf", "anyOf", "oneOf"]) {
      const parts = node[word];
      for (const part of Array.isArray(parts) ? parts : []) {
        const { properties } = resolve(part) ?? {};
        if (properties !== undefined) walkProperties(properties, keys);
      }
    }
  };
  const walkProperties = (properties: JsonValue, keys: readonly string[]) => {
    if (!isObject(properties)) return;
    for (const [key, value] of Object.entries(properties)) walk(value, [...keys, key]);
  };
  walk(schema, []);
  return uniqueHints(found);
}

/** The paths that occur in these users' data. */
export function seenPaths(users: readonly User[]): DataPathHint[] {
  const found = new Map<string, DataPathHint>();
  const walk = (value: JsonValue, keys: readonly string[]) => {
    if (keys.length > MAX_DEPTH || found.size >= MAX_PATHS) return;
    const name = JSON.stringify(keys);
    if (keys.length > 0 && !found.has(name)) {
      found.set(name, {
        keys,
        type: kindOf(value),
        values: typeof value === "boolean" ? BOOLEANS : [],
      });
    }
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) walk(inner, [...keys, key]);
  };
  for (const { data } of users) walk(data, []);
  return [...found.values()];
}

/** Removes duplicate paths; the first hint, from the schema, is more precise. */
export function uniqueHints(hints: readonly DataPathHint[]): DataPathHint[] {
  const byName = new Map<string, DataPathHint>();
  for (const hint of hints) {
    const name = JSON.stringify(hint.keys);
    if (!byName.has(name)) byName.set(name, hint);
  }
  return [...byName.values()];
}

const BOOLEANS: readonly JsonValue[] = [true, false];

function typeOf({ type }: JsonObject): string {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
  return types.join(" or ");
}

function valuesOf({ type, enum: choices, const: only }: JsonObject): readonly JsonValue[] {
  if (only !== undefined) return [only];
  if (Array.isArray(choices))
    return choices.filter((value) => !isObject(value)).slice(0, MAX_VALUES);
  return type === "boolean" ? BOOLEANS : [];
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The paths to suggest: those of the schema, then those of the users on the page. */
export function collectPathHints(
  schema: JsonObject | null | undefined,
  users: readonly User[],
): DataPathHint[] {
  return uniqueHints([...schemaPaths(schema ?? {}), ...seenPaths(users)]);
}
