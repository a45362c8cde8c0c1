import type { JsonObject, JsonValue } from "@roster/contract/json";
import { isJsonObject } from "../json/json-object.js";

/** A value that fits the schema, with required properties only; the schema's default, if it has one. */
export function exampleFromSchema(schema: JsonObject): JsonValue {
  const given = [schema["default"], schema["const"], ...toArray(schema["enum"])];
  const first = given.find((value) => value !== undefined);
  if (first !== undefined) return first;
  const [variant] = [...toArray(schema["anyOf"]), ...toArray(schema["oneOf"])];
  if (isJsonObject(variant)) return exampleFromSchema(variant);
  switch (schema["type"]) {
    case "object":
      return objectExample(schema);
    case "array": {
      const { items } = schema;
      return isJsonObject(items) && Number(schema["minItems"] ?? 0) > 0
        ? [exampleFromSchema(items)]
        : [];
    }
    case "string":
      return schema["format"] === "date-time" ? "2026-11-23T09:30:00.000000Z" : "text";
    case "number":
    case "integer":
      return Number(schema["minimum"] ?? 1);
    case "boolean":
      return false;
    default:
      return schema["type"] === "null" ? null : {};
  }
}

function objectExample({ properties, required }: JsonObject): JsonObject {
  if (!isJsonObject(properties)) return {};
  const keys = toArray(required).filter((key) => typeof key === "string");
  return Object.fromEntries(
    keys.map((key) => {
      const property = properties[key];
      return [key, isJsonObject(property) ? exampleFromSchema(property) : {}];
    }),
  );
}

const toArray = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? value : [];
