import type { JsonObject, JsonValue } from "@roster/contract/json";
import { fieldOf } from "./field-of";
import { isJsonObject, ownValue } from "./path";

export interface ObjectKey {
  readonly name: string;
  readonly schema: JsonValue | undefined;
  readonly isRequired: boolean;
  /** The schema names it; else it is there in the data alone. */
  readonly isNamed: boolean;
}

/** The keys that an object's form draws: those the schema names, and all others that it has. */
export function keysOf(schema: JsonObject, value: JsonObject): ObjectKey[] {
  const named = propertiesOf(schema);
  const required = requiredOf(schema);
  const names = new Set([...Object.keys(named), ...required, ...Object.keys(value)]);
  return [...names].map((name) => {
    const isNamed = Object.hasOwn(named, name) || required.includes(name);
    return {
      name,
      schema: Object.hasOwn(named, name) ? named[name] : extraSchema(schema),
      isRequired: required.includes(name),
      isNamed,
    };
  });
}

/** Whether keys may be added that the schema does not name. */
export const isOpen = (schema: JsonObject): boolean => schema["additionalProperties"] !== false;

function extraSchema(schema: JsonObject): JsonValue | undefined {
  const extra = ownValue(schema, "additionalProperties");
  return isJsonObject(extra) ? extra : undefined;
}

export function propertiesOf(schema: JsonObject): JsonObject {
  const properties = ownValue(schema, "properties");
  return isJsonObject(properties) ? properties : {};
}

export function requiredOf(schema: JsonObject): string[] {
  const required = ownValue(schema, "required");
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

/** What a new value begins with: what leaves no choice. Undefined where somebody must choose. */
export function startOf(schema: JsonValue | undefined, root: JsonObject): JsonValue | undefined {
  const { shape } = fieldOf(schema, root);
  if (shape.kind === "list") return [];
  if (shape.kind === "choice") return shape.values.length === 1 ? shape.values[0] : undefined;
  return shape.kind === "object" ? startObject(shape.schema, { root, depth: 0 }) : undefined;
}

const MAX_DEPTH = 8;

interface Walk {
  readonly root: JsonObject;
  readonly depth: number;
}

/** The object of required keys; a schema that requires itself is left after some rounds. */
function startObject(schema: JsonObject, { root, depth }: Walk): JsonObject {
  const named = propertiesOf(schema);
  const entries = requiredOf(schema).flatMap((name): [string, JsonValue][] => {
    const child = ownValue(named, name);
    const { shape } = fieldOf(child, root);
    const isNested = shape.kind === "object";
    if (isNested && depth >= MAX_DEPTH) return [];
    const value = isNested
      ? startObject(shape.schema, { root, depth: depth + 1 })
      : startOf(child, root);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** The data that a new user's form begins with. */
export const startOfData = (schema: JsonObject): JsonObject =>
  startObject(schema, { root: schema, depth: 0 });
