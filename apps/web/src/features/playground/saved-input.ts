import type { JsonObject } from "@roster/contract/json";
import { isJsonObject } from "@/features/data-form/path";
import { parseJson } from "./parse-json";

const storageKey = (path: string) => `roster-playground ${path}`;

/** What was run last with this procedure in this tab; undefined where nothing was, or none can be kept. */
export function loadInput(path: string): JsonObject | undefined {
  try {
    const kept = parseJson(sessionStorage.getItem(storageKey(path)) ?? "null");
    return isJsonObject(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function saveInput(path: string, input: JsonObject): void {
  try {
    sessionStorage.setItem(storageKey(path), JSON.stringify(input));
  } catch {
    // A browser that keeps nothing, or is full: then it is not kept.
  }
}

export function removeInput(path: string): void {
  try {
    sessionStorage.removeItem(storageKey(path));
  } catch {
    // Nothing was kept, then.
  }
}
