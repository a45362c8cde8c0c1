import type { Issue } from "../errors/errors.js";
import { MAX_DATA_DEPTH } from "../json/data-limits.js";
import { isObjectToken, membersOf } from "../json/json-tokens.js";
import { toJsonText } from "../json/to-json-text.js";
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
  const add = (at: Issue["path"], path: string, token: string | undefined) => {
    const keys = parseDataKeys(path);
    const message = "error" in keys ? keys.error : addPath(tree, keys.value, token);
    if (message !== undefined) issues.push({ path: at, message });
  };
  for (const { key, valueToken } of membersOf(text)) add(["set", key], key, valueToken);
  for (const [index, path] of unset.entries()) add(["unset", index], path, undefined);
  return { tree, issues };
}

function addPath(tree: PatchTree, keys: readonly string[], token: string | undefined) {
  if (keys.length > MAX_DATA_DEPTH) return `is more than ${MAX_DATA_DEPTH} levels deep`;
  return addNode(tree, keys, token);
}

const CONFLICT = "conflicts with another path of this patch; change each value only once";

/** Adds the change of one value, where undefined means unset; returns a message if it conflicts. */
function addNode(
  tree: PatchTree,
  [key = "", ...others]: readonly string[],
  token: string | undefined,
): string | undefined {
  const existing = tree.get(key);
  const isObject = token !== undefined && isObjectToken(token);
  if (others.length === 0 && !isObject) {
    if (existing) return CONFLICT;
    tree.set(key, token === undefined ? { kind: "unset" } : { kind: "set", token });
    return undefined;
  }
  if (existing && existing.kind !== "object") return CONFLICT;
  const object: ObjectNode = existing ?? {
    kind: "object",
    createIfMissing: false,
    children: new Map(),
  };
  tree.set(key, object);
  if (token !== undefined) object.createIfMissing = true;
  if (others.length > 0) return addNode(object.children, others, token);
  for (const member of isObject ? membersOf(token) : []) {
    const message = addNode(object.children, [member.key], member.valueToken);
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
