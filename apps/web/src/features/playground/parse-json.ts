import type { JsonValue } from "@roster/contract/json";

/** Undefined for invalid JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // oxlint-disable-line typescript/consistent-type-assertions -- JSON.parse returns nothing else
  } catch {
    return undefined;
  }
}
