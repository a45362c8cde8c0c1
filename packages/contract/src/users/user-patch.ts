import type { Issue } from "../errors/errors.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import { findDataIssues, isPlainObject, MAX_DATA_DEPTH } from "./user-data.js";
import { parseDataKeys } from "./user-path.js";

/** What a patch says of the data; its schema is in patch-users.ts, for those who ship zod. */
interface Patch {
  readonly set?: JsonObject | undefined;
  readonly unset?: readonly string[] | undefined;
}

/** What is to become of the value at a place of the data. */
export type PatchNode =
  | { readonly kind: "unset" }
  | { readonly kind: "set"; readonly value: Exclude<JsonValue, JsonObject> }
  | ObjectNode;
export type PatchTree = Map<string, PatchNode>;

interface ObjectNode {
  readonly kind: "object";
  /** Whether an object is to be there; else nothing is but where one is. */
  createIfMissing: boolean;
  readonly children: PatchTree;
}

/** Everything that is wrong with a patch as it stands, whoever it is for; nothing for a good one. */
export function findPatchIssues(patch: {
  readonly set?: unknown;
  readonly unset?: unknown;
}): Issue[] {
  const { set, unset } = patch;
  if (set === undefined && unset === undefined) {
    return [{ path: [], message: "give set or unset, or both" }];
  }
  const issues = set === undefined ? [] : findDataIssues(set).map(prefixPath("set"));
  if (issues.length > 0 || !isPatch(patch)) return issues;
  return parsePatch(patch).issues;
}

/** The patch as a tree of the data that it changes. */
export function parsePatch({ set = {}, unset = [] }: Patch): {
  readonly tree: PatchTree;
  readonly issues: Issue[];
} {
  const steps: PatchTree = new Map();
  const issues: Issue[] = [];
  const enter = (path: Issue["path"], text: string, value: JsonValue | undefined) => {
    const keys = parseDataKeys(text);
    const message = "problem" in keys ? keys.problem : addPath(steps, keys, value);
    if (message !== undefined) issues.push({ path, message });
  };
  for (const [text, value] of Object.entries(set)) enter(["set", text], text, value);
  for (const [index, text] of unset.entries()) enter(["unset", index], text, undefined);
  return { tree: steps, issues };
}

function addPath(steps: PatchTree, keys: readonly string[], value: JsonValue | undefined) {
  if (keys.length > MAX_DATA_DEPTH) return `leads more than ${MAX_DATA_DEPTH} deep`;
  return addNode(steps, keys, value);
}

const CONFLICT = "is changed by another path of this patch too; name each place once";

/** Adds what is to become of the value that the keys lead to; undefined: to be unset. */
function addNode(
  steps: PatchTree,
  [key = "", ...others]: readonly string[],
  value: JsonValue | undefined,
): string | undefined {
  const there = steps.get(key);
  if (others.length === 0 && !isPlainObject(value)) {
    if (there) return CONFLICT;
    steps.set(key, value === undefined ? { kind: "unset" } : { kind: "set", value });
    return undefined;
  }
  if (there && there.kind !== "object") return CONFLICT;
  const object: ObjectNode = there ?? {
    kind: "object",
    createIfMissing: false,
    children: new Map(),
  };
  steps.set(key, object);
  if (value !== undefined) object.createIfMissing = true;
  if (others.length > 0) return addNode(object.children, others, value);
  for (const [inner, next] of isPlainObject(value) ? Object.entries(value) : []) {
    const message = addNode(object.children, [inner], next);
    if (message !== undefined) return message;
  }
  return undefined;
}

const prefixPath =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

/** Whether `unset` is a list of texts; zod has told where it is not. */
function isPatch(patch: { readonly set?: unknown; readonly unset?: unknown }): patch is Patch {
  const { unset = [] } = patch;
  return Array.isArray(unset) && unset.every((path) => typeof path === "string");
}
