import { findDataIssues, invalid, type PatchTree } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";

/**
 * The data with the patch in it: keys that are there keep their places, others come behind them.
 *
 * @throws AppError INVALID, naming the place: where something is set inside what is no object, where a
 * key could not keep its place, and where the whole breaks a rule of data.
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
    if (isObject(value) || (isAbsent && step.createIfMissing)) {
      values.set(key, merge(value ?? {}, step.children, [...path, key]));
    } else if (step.createIfMissing) {
      throw notAnObject(value, [...path, key]);
    }
  }
  const merged = Object.fromEntries(values);
  const order = [...values.keys()];
  const moved = Object.keys(merged).find((key, place) => key !== order[place]);
  if (moved !== undefined) throw cannotKeepOrder([...path, moved]);
  return merged;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notAnObject(value: JsonValue | undefined, path: Path) {
  const kind = Array.isArray(value) ? "an array" : `a ${typeof value}`;
  const message = `is ${value === null ? "null" : kind}, and no object to set something in; unset it in a patch before this one`;
  return invalid([{ path, message }]);
}

/** JavaScript puts keys such as "7" before all others, and so would everybody who reads the user. */
function cannotKeepOrder(path: Path) {
  const message =
    "JavaScript cannot keep a key that is a whole number behind others; replace the data by an update";
  return invalid([{ path, message }]);
}

const underData = ({ path, message }: { path: readonly (string | number)[]; message: string }) => ({
  path: ["data", ...path],
  message,
});
