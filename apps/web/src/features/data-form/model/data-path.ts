import type { JsonObject, JsonValue } from "@roster/contract/json";

/** Keys and indexes from the data object to a value in it. */
export type DataPath = readonly (string | number)[];

/** Names a value's control in the document. No white space: lists of ids are split at it. */
export const fieldId = (path: DataPath): string =>
  ["data", ...path.map((step) => encodeURIComponent(String(step).toWellFormed()))].join("/");

export const startsWithPath = (path: DataPath, ancestor: DataPath): boolean =>
  ancestor.every((step, index) => path[index] === step);

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the object itself has under a key; nothing that it inherits. */
export const ownValue = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The same data with another value at a path, or with none; what leads there is made where it is absent. */
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
  // Both ways keep an own key named __proto__, and the order of the keys.
  if (next !== undefined) return { ...object, [step]: next };
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
}

function setItem(items: JsonValue[], index: number, item: JsonValue): JsonValue[] {
  return index < items.length ? items.with(index, item) : [...items, item];
}
