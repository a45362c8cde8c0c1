import type { JsonObject } from "@roster/contract/json";

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses JSON that is known to be an object. @throws TypeError otherwise */
export function parseJsonObject(json: string): JsonObject {
  const value: unknown = JSON.parse(json);
  if (isJsonObject(value)) return value;
  throw new TypeError("Expected a JSON object");
}
