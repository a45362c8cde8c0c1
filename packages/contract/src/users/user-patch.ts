import type { Issue } from "../errors/errors.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import { findDataIssues, isPlainObject, MAX_DATA_DEPTH } from "./user-data.js";
import { readDataKeys } from "./user-path.js";

/** What a patch says of the data; its schema is in patch-user-input.ts, for those who ship zod. */
interface Patch {
  readonly set?: JsonObject | undefined;
  readonly unset?: readonly string[] | undefined;
}

/** What is to become of the value at a place of the data. */
export type PatchStep =
  | { readonly kind: "unset" }
  | { readonly kind: "set"; readonly value: Exclude<JsonValue, JsonObject> }
  | ObjectStep;
export type PatchSteps = Map<string, PatchStep>;

interface ObjectStep {
  readonly kind: "object";
  /** Whether an object is to be there; else nothing is but where one is. */
  isSet: boolean;
  readonly steps: PatchSteps;
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
  const issues = set === undefined ? [] : findDataIssues(set).map(below("set"));
  if (issues.length > 0 || !isPatch(patch)) return issues;
  return readPatch(patch).issues;
}

/** The patch as a tree of the data that it changes. */
export function readPatch({ set = {}, unset = [] }: Patch): {
  readonly steps: PatchSteps;
  readonly issues: Issue[];
} {
  const steps: PatchSteps = new Map();
  const issues: Issue[] = [];
  const enter = (path: Issue["path"], text: string, value: JsonValue | undefined) => {
    const keys = readDataKeys(text);
    const message = "problem" in keys ? keys.problem : enterAt(steps, keys, value);
    if (message !== undefined) issues.push({ path, message });
  };
  for (const [text, value] of Object.entries(set)) enter(["set", text], text, value);
  for (const [index, text] of unset.entries()) enter(["unset", index], text, undefined);
  return { steps, issues };
}

function enterAt(steps: PatchSteps, keys: readonly string[], value: JsonValue | undefined) {
  if (keys.length > MAX_DATA_DEPTH) return `leads more than ${MAX_DATA_DEPTH} deep`;
  return addTo(steps, keys, value);
}

const CONFLICT = "is changed by another path of this patch too; name each place once";

/** Adds what is to become of the value that the keys lead to; undefined: to be unset. */
function addTo(
  steps: PatchSteps,
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
  const object: ObjectStep = there ?? { kind: "object", isSet: false, steps: new Map() };
  steps.set(key, object);
  if (value !== undefined) object.isSet = true;
  if (others.length > 0) return addTo(object.steps, others, value);
  for (const [inner, next] of isPlainObject(value) ? Object.entries(value) : []) {
    const message = addTo(object.steps, [inner], next);
    if (message !== undefined) return message;
  }
  return undefined;
}

const below =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

/** Whether `unset` is a list of texts; zod has told where it is not. */
function isPatch(patch: { readonly set?: unknown; readonly unset?: unknown }): patch is Patch {
  const { unset = [] } = patch;
  return Array.isArray(unset) && unset.every((path) => typeof path === "string");
}
