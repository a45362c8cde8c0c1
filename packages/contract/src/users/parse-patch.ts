import type { Issue } from "../errors/errors.js";
import { OPENING_BRACE } from "../json/characters.js";
import { MAX_DATA_DEPTH } from "../json/data-limits.js";
import { endOfValue } from "../json/json-tokens.js";
import { toJsonText } from "../json/to-json-text.js";
import { walkJson } from "../json/walk-json.js";
import { parseDataKeys } from "./user-path.js";

/** A patch of any origin; its zod schema is in patch-users.ts, so that bundles without zod can parse it. */
interface Patch {
  /** An object, or its `JsonText`. */
  readonly set?: unknown;
  readonly unset?: unknown;
}

/** The change of one value of the data. */
export type PatchNode =
  | { readonly kind: "unset" }
  /** The value as JSON; never an object, which is merged. */
  | { readonly kind: "set"; readonly token: string }
  | ObjectNode;
export type PatchTree = Map<string, PatchNode>;

interface ObjectNode {
  readonly kind: "object";
  /** Whether to create a missing object; otherwise only an existing one is changed. */
  createIfMissing: boolean;
  readonly children: PatchTree;
}

/** The issues of a patch, regardless of the user; empty if it is valid. */
export function findPatchIssues(patch: Patch): readonly Issue[] {
  if (patch.set === undefined && patch.unset === undefined) {
    return [{ path: [], message: "must have set, unset or both" }];
  }
  return parsePatch(patch).issues;
}

/** The patch as a tree of the data it changes. */
export function parsePatch({ set = {}, unset = [] }: Patch): {
  readonly tree: PatchTree;
  readonly issues: readonly Issue[];
} {
  const tree: PatchTree = new Map();
  const { text, issues: setIssues } = toJsonText(set);
  if (setIssues.length > 0) return { tree, issues: setIssues.map(prefixPath("set")) };
  if (!isStringArray(unset)) return { tree, issues: [] }; // zod reports it
  const issues: Issue[] = [];
  const add = (at: Issue["path"], path: string, node: PatchNode) => {
    const keys = parseDataKeys(path);
    const message = "error" in keys ? keys.error : addPath(tree, keys.value, node);
    if (message !== undefined) issues.push({ path: at, message });
  };
  for (const [key, node] of readObject(text, 0).children) add(["set", key], key, node);
  for (const [index, path] of unset.entries()) add(["unset", index], path, { kind: "unset" });
  return { tree, issues };
}

/** The object that starts at `start` as changes of its members. */
function readObject(text: string, start: number): ObjectNode & { readonly end: number } {
  const children: PatchTree = new Map();
  const end = walkJson(text, start, (key, at) => {
    const isObject = text.charCodeAt(at) === OPENING_BRACE;
    const value = isObject ? readObject(text, at) : readValue(text, at);
    children.set(String(key), value);
    return value.end;
  });
  return { kind: "object", createIfMissing: true, children, end };
}

function readValue(text: string, start: number) {
  const end = endOfValue(text, start);
  return { kind: "set", token: text.slice(start, end), end } as const;
}

function addPath(tree: PatchTree, keys: readonly string[], node: PatchNode) {
  if (keys.length > MAX_DATA_DEPTH) return `is more than ${MAX_DATA_DEPTH} levels deep`;
  return addNode(tree, keys, node);
}

const CONFLICT = "conflicts with another path of this patch; change each value only once";

/** Adds the change of the value at a path; returns a message if it conflicts. */
function addNode(
  tree: PatchTree,
  [key = "", ...others]: readonly string[],
  node: PatchNode,
): string | undefined {
  const existing = tree.get(key);
  if (!existing && others.length === 0) {
    tree.set(key, node);
    return undefined;
  }
  if (existing && existing.kind !== "object") return CONFLICT;
  const object: ObjectNode = existing ?? {
    kind: "object",
    createIfMissing: false,
    children: new Map(),
  };
  tree.set(key, object);
  if (node.kind !== "unset") object.createIfMissing = true;
  if (others.length > 0) return addNode(object.children, others, node);
  if (node.kind !== "object") return CONFLICT;
  for (const [name, child] of node.children) {
    const message = addNode(object.children, [name], child);
    if (message !== undefined) return message;
  }
  return undefined;
}

const prefixPath =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

function isStringArray(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
