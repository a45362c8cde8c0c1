import type { JsonObject, JsonValue } from "@roster/contract/json";
import { isJsonObject, ownValue } from "@/lib/json";

export type Scalar = string | number | boolean;

/** The value that a field shows; a bigint if it is an integer beyond 2^53, undefined if absent. */
export type FieldValue = JsonValue | bigint | undefined;

/** Selects the control of a field. `json` if no control can represent everything the schema allows. */
export type FieldShape =
  | { readonly kind: "text"; readonly format: string | undefined; readonly mayBeEmpty: boolean }
  | { readonly kind: "number"; readonly isInteger: boolean }
  | { readonly kind: "choice"; readonly values: readonly Scalar[] }
  | { readonly kind: "object"; readonly schema: JsonObject }
  | { readonly kind: "list"; readonly items: JsonValue | undefined }
  | { readonly kind: "json" };

export interface Field {
  readonly shape: FieldShape;
  readonly isNullable: boolean;
  readonly title: string | undefined;
  readonly description: string | undefined;
}

const MAX_REFERENCES = 20;

/** Derives a field from the schema of a value. The server checks the rest of the schema. */
export function fieldFromSchema(given: JsonValue | undefined, root: JsonObject): Field {
  const outer = resolve(given, root);
  const { schema, isNullable } = splitNullable(outer, root);
  return {
    shape: shapeOf(schema),
    isNullable,
    title: stringKeyword(outer, "title") ?? stringKeyword(schema, "title"),
    description: stringKeyword(outer, "description") ?? stringKeyword(schema, "description"),
  };
}

/** Follows `$ref` within the schema, keeping its sibling keywords. */
function resolve(given: JsonValue | undefined, root: JsonObject): JsonObject {
  let schema: JsonObject = isJsonObject(given) ? given : {};
  for (let hop = 0; hop < MAX_REFERENCES && typeof schema["$ref"] === "string"; hop += 1) {
    const { $ref, ...beside } = schema;
    schema = { ...resolvePointer($ref, root), ...beside };
  }
  return schema;
}

function resolvePointer(reference: string, root: JsonObject): JsonObject {
  const [before, pointer = ""] = reference.split("#", 2);
  let node: JsonValue | undefined = before === "" ? root : undefined;
  for (const step of pointer.split("/").slice(1)) {
    const key = decodePointerToken(step);
    if (Array.isArray(node)) node = node[Number(key)];
    else node = isJsonObject(node) ? ownValue(node, key) : undefined;
  }
  return isJsonObject(node) ? node : {};
}

function decodePointerToken(step: string): string {
  const pointer = step.replaceAll("~1", "/").replaceAll("~0", "~");
  return /%(?![\da-f]{2})/i.test(pointer) ? pointer : decodeURIComponent(pointer);
}

/** Separates `null` from the schema, since it is a state of a field rather than a control. */
function splitNullable(schema: JsonObject, root: JsonObject) {
  const { type } = schema;
  if (Array.isArray(type) && type.includes("null") && type.length > 1) {
    const others = type.filter((name) => name !== "null");
    const only = others.length === 1 ? others[0] : undefined;
    return { schema: { ...schema, type: only ?? others }, isNullable: true };
  }
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (!Array.isArray(alternatives)) return { schema, isNullable: false };
  const others = alternatives.filter((one) => resolve(one, root)["type"] !== "null");
  const isNullable = others.length < alternatives.length;
  if (others.length === 1) return { schema: resolve(others[0], root), isNullable };
  const values = others.map((one) => ownValue(resolve(one, root), "const"));
  return values.every((value) => value !== undefined)
    ? { schema: { ...schema, enum: values }, isNullable }
    : { schema: {}, isNullable: false };
}

function shapeOf(schema: JsonObject): FieldShape {
  const { type } = schema;
  const values = "const" in schema ? [schema["const"]] : schema["enum"];
  if (Array.isArray(values)) {
    return values.every(isScalar) ? { kind: "choice", values } : { kind: "json" };
  }
  if (type === "string") return stringShape(schema);
  if (type === "number" || type === "integer") {
    return { kind: "number", isInteger: type === "integer" };
  }
  if (type === "boolean") return { kind: "choice", values: [true, false] };
  if (type === "array") {
    return "prefixItems" in schema
      ? { kind: "json" }
      : { kind: "list", items: ownValue(schema, "items") };
  }
  const isObject = type === "object" || (type === undefined && "properties" in schema);
  return isObject ? { kind: "object", schema } : { kind: "json" };
}

function stringShape(schema: JsonObject): FieldShape {
  const format = stringKeyword(schema, "format");
  const { minLength } = schema;
  const mayBeEmpty =
    format === undefined && !(typeof minLength === "number" && minLength > 0) && !schema["pattern"];
  return { kind: "text", format, mayBeEmpty };
}

function isScalar(value: JsonValue | undefined): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

function stringKeyword(schema: JsonObject, key: string): string | undefined {
  const text = ownValue(schema, key);
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** Derives a field from the type of a value that the schema does not describe. */
export function fieldFromValue(value: FieldValue): Field {
  const isNullable = false;
  return { shape: shapeOfValue(value), isNullable, title: undefined, description: undefined };
}

function shapeOfValue(value: FieldValue): FieldShape {
  switch (typeof value) {
    case "string":
      return { kind: "text", format: undefined, mayBeEmpty: true };
    case "number":
    case "bigint":
      return { kind: "number", isInteger: false };
    case "boolean":
      return { kind: "choice", values: [true, false] };
    default:
      return { kind: "json" };
  }
}
