import type { JsonValue } from "@roster/contract/json";

/** Undefined for a text that is no JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // oxlint-disable-line typescript/consistent-type-assertions -- JSON.parse makes nothing else
  } catch {
    return undefined;
  }
}
