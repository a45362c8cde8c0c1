import type { JsonObject, JsonValue } from "@roster/contract/json";

/** The keys and indexes that lead from the data object to a value. */
export type DataPath = readonly (string | number)[];

/** The DOM id of a value's control. Without spaces, since ARIA id lists are separated by them. */
export const fieldId = (path: DataPath): string =>
  ["data", ...path.map((step) => encodeURIComponent(String(step).toWellFormed()))].join("/");

export const startsWithPath = (path: DataPath, ancestor: DataPath): boolean =>
  ancestor.every((step, index) => path[index] === step);

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own value under a key; inherited properties do not count. */
export const ownValue = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Returns the data with the value at a path replaced or, if undefined, removed; creates missing parents. */
export function setAtPath(
  node: JsonValue | undefined,
  path: DataPath,
  value: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") {
    const items = Array.isArray(node) ? node : [];
    const item = setAtPath(items[step], rest, value);
    return item === undefined ? items.toSpliced(step, 1) : setItem(items, step, item);
  }
  const object = isJsonObject(node) ? node : {};
  const next = setAtPath(ownValue(object, step), rest, value);
  // Both branches preserve a key named __proto__ and the order of the keys.
  if (next !== undefined) return { ...object, [step]: next };
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
}

function setItem(items: JsonValue[], index: number, item: JsonValue): JsonValue[] {
  return index < items.length ? items.with(index, item) : [...items, item];
}
