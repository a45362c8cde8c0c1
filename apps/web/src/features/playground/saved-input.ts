import { isJsonObject } from "@/lib/json";
import { parseJson } from "./parse-json";

const storageKey = (path: string) => `roster-playground ${path}`;

/** The token of the last input of this procedure in this tab; undefined if there is none or storage is unavailable. */
export function loadInput(path: string): string | undefined {
  try {
    const saved = sessionStorage.getItem(storageKey(path)) ?? "null";
    return isJsonObject(parseJson(saved)) ? saved : undefined;
  } catch {
    return undefined;
  }
}

export function saveInput(path: string, input: string): void {
  try {
    sessionStorage.setItem(storageKey(path), input);
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
