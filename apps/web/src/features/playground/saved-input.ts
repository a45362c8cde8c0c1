import type { JsonObject } from "@roster/contract/json";
import { isJsonObject } from "@/lib/json";
import { parseJson } from "./parse-json";

const storageKey = (path: string) => `roster-playground ${path}`;

/** The last input of this procedure in this tab; undefined if there is none or storage is unavailable. */
export function loadInput(path: string): JsonObject | undefined {
  try {
    const saved = parseJson(sessionStorage.getItem(storageKey(path)) ?? "null");
    return isJsonObject(saved) ? saved : undefined;
  } catch {
    return undefined;
  }
}

export function saveInput(path: string, input: JsonObject): void {
  try {
    sessionStorage.setItem(storageKey(path), JSON.stringify(input));
  } catch {
    // Storage is unavailable or full: the input is not saved.
  }
}

export function removeInput(path: string): void {
  try {
    sessionStorage.removeItem(storageKey(path));
  } catch {
    // Storage is unavailable, so nothing was saved.
  }
}
