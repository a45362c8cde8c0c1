import { findDataIssues, invalid, type PatchTree } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { isJsonObject } from "../../json/json-object.js";

/**
 * Applies a patch to the data. Existing keys keep their order; new keys follow them.
 *
 * @throws AppError INVALID with the path, if something is set inside a value that is not an object, if a key
 * cannot keep its position, or if the result breaks a rule for data.
 */
export function mergePatch(data: JsonObject, tree: PatchTree): JsonObject {
  const merged = merge(data, tree, ["data"]);
  const [first, ...rest] = findDataIssues(merged);
  if (!first) return merged;
  throw invalid([underData(first), ...rest.map(underData)]);
}

type Path = readonly string[];

function merge(data: JsonObject, tree: PatchTree, path: Path): JsonObject {
  const values = new Map(Object.entries(data));
  for (const [key, { kind }] of tree) if (kind === "unset") values.delete(key);
  for (const [key, step] of tree) {
    const value = values.get(key);
    if (step.kind === "set") values.set(key, step.value);
    if (step.kind !== "object") continue;
    const isAbsent = value === undefined;
    if (isJsonObject(value) || (isAbsent && step.createIfMissing)) {
      values.set(key, merge(value ?? {}, step.children, [...path, key]));
    } else if (step.createIfMissing) {
      throw notAnObject(value, [...path, key]);
    }
  }
  const merged = Object.fromEntries(values);
  const order = [...values.keys()];
  const moved = Object.keys(merged).find((key, index) => key !== order[index]);
  if (moved !== undefined) throw cannotKeepOrder([...path, moved]);
  return merged;
}

function notAnObject(value: JsonValue | undefined, path: Path) {
  const type = Array.isArray(value) ? "an array" : `a ${typeof value}`;
  const message = `is ${value === null ? "null" : type}, so nothing can be set inside it; unset it in an earlier patch`;
  return invalid([{ path, message }]);
}

/** JavaScript moves keys such as "7" to the front, and so would every client that reads the user. */
function cannotKeepOrder(path: Path) {
  const message =
    "JavaScript cannot keep an integer key after other keys; replace the data with an update instead";
  return invalid([{ path, message }]);
}

const underData = ({ path, message }: { path: readonly (string | number)[]; message: string }) => ({
  path: ["data", ...path],
  message,
});
