import type { JsonObject, JsonValue } from "@roster/contract/json";
import { fieldFromSchema } from "./field-from-schema";
import { isJsonObject, ownValue } from "@/lib/json";

export interface ObjectProperty {
  readonly name: string;
  readonly schema: JsonValue | undefined;
  readonly isRequired: boolean;
  /** Whether the schema declares it; if not, only the data has it. */
  readonly isDeclared: boolean;
}

/** The keys that an object's form shows: those the schema declares, then the data's others. */
export function listProperties(schema: JsonObject, keys: Iterable<string>): ObjectProperty[] {
  const named = declaredProperties(schema);
  const required = requiredKeys(schema);
  const names = new Set([...Object.keys(named), ...required, ...keys]);
  return [...names].map((name) => {
    const isDeclared = Object.hasOwn(named, name) || required.includes(name);
    return {
      name,
      schema: Object.hasOwn(named, name) ? named[name] : additionalSchema(schema),
      isRequired: required.includes(name),
      isDeclared,
    };
  });
}

/** Whether keys may be added that the schema does not declare. */
export const allowsAdditionalProperties = (schema: JsonObject): boolean =>
  schema["additionalProperties"] !== false;

function additionalSchema(schema: JsonObject): JsonValue | undefined {
  const extra = ownValue(schema, "additionalProperties");
  return isJsonObject(extra) ? extra : undefined;
}

export function declaredProperties(schema: JsonObject): JsonObject {
  const properties = ownValue(schema, "properties");
  return isJsonObject(properties) ? properties : {};
}

export function requiredKeys(schema: JsonObject): string[] {
  const required = ownValue(schema, "required");
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

/** The initial value of a field, or undefined if the user must choose one. */
export function initialValue(
  schema: JsonValue | undefined,
  root: JsonObject,
): JsonValue | undefined {
  const { shape } = fieldFromSchema(schema, root);
  if (shape.kind === "list") return [];
  if (shape.kind === "choice") return shape.values.length === 1 ? shape.values[0] : undefined;
  return shape.kind === "object" ? initialObject(shape.schema, { root, depth: 0 }) : undefined;
}

const MAX_DEPTH = 8;

interface Walk {
  readonly root: JsonObject;
  readonly depth: number;
}

/** An object with the required keys; stops at a maximum depth, since a schema may require itself. */
function initialObject(schema: JsonObject, { root, depth }: Walk): JsonObject {
  const named = declaredProperties(schema);
  const entries = requiredKeys(schema).flatMap((name): [string, JsonValue][] => {
    const child = ownValue(named, name);
    const { shape } = fieldFromSchema(child, root);
    const isNested = shape.kind === "object";
    if (isNested && depth >= MAX_DEPTH) return [];
    const value = isNested
      ? initialObject(shape.schema, { root, depth: depth + 1 })
      : initialValue(child, root);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

/** The initial data of a new user's form. */
export const initialData = (schema: JsonObject): JsonObject =>
  initialObject(schema, { root: schema, depth: 0 });
