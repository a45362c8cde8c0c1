import type { Issue } from "../errors/errors.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import { findDataIssues, isPlainObject, MAX_DATA_DEPTH } from "./user-data.js";
import { parseDataKeys } from "./user-path.js";

/** A patch as plain types; its zod schema is in patch-users.ts, so that bundles without zod can parse it. */
interface Patch {
  readonly set?: JsonObject | undefined;
  readonly unset?: readonly string[] | undefined;
}

/** The change of one value of the data. */
export type PatchNode =
  | { readonly kind: "unset" }
  | { readonly kind: "set"; readonly value: Exclude<JsonValue, JsonObject> }
  | ObjectNode;
export type PatchTree = Map<string, PatchNode>;

interface ObjectNode {
  readonly kind: "object";
  /** Whether to create a missing object; otherwise only an existing one is changed. */
  createIfMissing: boolean;
  readonly children: PatchTree;
}

/** The issues of a patch, regardless of the user; empty if it is valid. */
export function findPatchIssues(patch: {
  readonly set?: unknown;
  readonly unset?: unknown;
}): Issue[] {
  const { set, unset } = patch;
  if (set === undefined && unset === undefined) {
    return [{ path: [], message: "must have set, unset or both" }];
  }
  const issues = set === undefined ? [] : findDataIssues(set).map(prefixPath("set"));
  if (issues.length > 0 || !isPatch(patch)) return issues;
  return parsePatch(patch).issues;
}

/** The patch as a tree of the data it changes. */
export function parsePatch({ set = {}, unset = [] }: Patch): {
  readonly tree: PatchTree;
  readonly issues: Issue[];
} {
  const tree: PatchTree = new Map();
  const issues: Issue[] = [];
  const add = (path: Issue["path"], text: string, value: JsonValue | undefined) => {
    const keys = parseDataKeys(text);
    const message = "error" in keys ? keys.error : addPath(tree, keys.value, value);
    if (message !== undefined) issues.push({ path, message });
  };
  for (const [text, value] of Object.entries(set)) add(["set", text], text, value);
  for (const [index, text] of unset.entries()) add(["unset", index], text, undefined);
  return { tree, issues };
}

function addPath(tree: PatchTree, keys: readonly string[], value: JsonValue | undefined) {
  if (keys.length > MAX_DATA_DEPTH) return `is more than ${MAX_DATA_DEPTH} levels deep`;
  return addNode(tree, keys, value);
}

const CONFLICT = "conflicts with another path of this patch; change each value only once";

/** Adds the change of one value, where undefined means unset; returns a message if it conflicts. */
function addNode(
  tree: PatchTree,
  [key = "", ...others]: readonly string[],
  value: JsonValue | undefined,
): string | undefined {
  const existing = tree.get(key);
  if (others.length === 0 && !isPlainObject(value)) {
    if (existing) return CONFLICT;
    tree.set(key, value === undefined ? { kind: "unset" } : { kind: "set", value });
    return undefined;
  }
  if (existing && existing.kind !== "object") return CONFLICT;
  const object: ObjectNode = existing ?? {
    kind: "object",
    createIfMissing: false,
    children: new Map(),
  };
  tree.set(key, object);
  if (value !== undefined) object.createIfMissing = true;
  if (others.length > 0) return addNode(object.children, others, value);
  for (const [childKey, child] of isPlainObject(value) ? Object.entries(value) : []) {
    const message = addNode(object.children, [childKey], child);
    if (message !== undefined) return message;
  }
  return undefined;
}

const prefixPath =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

/** Whether `unset` is a list of strings; if not, zod reports it. */
function isPatch(patch: { readonly set?: unknown; readonly unset?: unknown }): patch is Patch {
  const { unset = [] } = patch;
  return Array.isArray(unset) && unset.every((path) => typeof path === "string");
}
