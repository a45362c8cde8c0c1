import type { JsonObject, JsonValue } from "@roster/contract/json";
import { isJsonObject } from "../../json/json-object.js";
import { ModelError } from "./model-types.js";

export function unsetIn(object: JsonObject, [key = "", ...others]: readonly string[]): void {
  if (others.length === 0) Reflect.deleteProperty(object, key);
  else if (isJsonObject(object[key])) unsetIn(object[key], others);
}

export function setIn(object: JsonObject, keys: readonly string[], value: JsonValue): void {
  const [key = "", ...others] = keys;
  if (others.length === 0 && !isJsonObject(value)) {
    object[key] = value;
    return;
  }
  const inner = (object[key] ??= Object.hasOwn(object, key) ? null : {});
  if (!isJsonObject(inner)) throw new ModelError("INVALID");
  if (others.length > 0) setIn(inner, others, value);
  else if (isJsonObject(value)) {
    for (const [next, part] of Object.entries(value)) setIn(inner, [next], part);
  }
}

/** The values at the paths, whose first keys differ, in the order of the object. */
export function pickFrom(object: JsonObject, paths: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const key of Object.keys(object)) {
    const path = paths.map((one) => one.split(".").slice(1)).find(([first]) => first === key);
    const value = path && at(object, path);
    if (value !== undefined) setIn(picked, path ?? [], value);
  }
  return picked;
}

function at(object: JsonObject, [key = "", ...others]: readonly string[]): JsonValue | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (others.length === 0) return value;
  return isJsonObject(value) ? at(value, others) : undefined;
}
