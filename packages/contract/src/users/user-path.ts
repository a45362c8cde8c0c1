import { findStringIssue } from "../json/string-issue.js";

/** What stands in every user beside its data. */
export const USER_FIELDS = ["id", "version", "createdAt", "updatedAt"] as const;
export type UserField = (typeof USER_FIELDS)[number];

/** A place in a user: a field, or `data` and the keys that lead to a value in it. */
export type UserPath = readonly [UserField] | DataPath;
export type DataPath = readonly ["data", string, ...string[]];

const MAX_PATH_LENGTH = 512;

/** A step: dots and backslashes in it stand behind a backslash. */
const keyPattern = /((?:[^.\\]|\\[.\\])*)(?:\.|$)/suy;

/**
 * Reads a path as it is written: `id`, `createdAt`, `data.address.city`. A dot inside a key stands behind
 * a backslash, and so does a backslash: `data.example\.org`. A step is always a key of an object, never a
 * place in an array.
 */
export function parseUserPath(text: string): UserPath | { readonly problem: string } {
  if (text.length > MAX_PATH_LENGTH) return { problem: `is longer than ${MAX_PATH_LENGTH}` };
  const issue = findStringIssue(text);
  if (issue !== undefined) return { problem: issue };
  const steps = splitPath(text);
  if (steps === undefined) return { problem: "has a backslash that stands before no dot" };
  const [first, second, ...others] = steps;
  if (first === "data" && second !== undefined) return ["data", second, ...others];
  const field = USER_FIELDS.find((name) => name === first);
  if (field !== undefined && second === undefined) return [field];
  return { problem: "is no path; write id, version, createdAt, updatedAt or data.<key>" };
}

/** The keys of a path in `data`, written as behind `data.` in {@link parseUserPath}; any length will do. */
export function parseDataKeys(text: string): readonly string[] | { readonly problem: string } {
  const issue = findStringIssue(text);
  if (issue !== undefined) return { problem: issue };
  return splitPath(text) ?? { problem: "has a backslash that stands before no dot" };
}

/** The inverse of {@link parseUserPath}. */
export function formatUserPath(path: UserPath): string {
  return path.map((key) => key.replaceAll(/[.\\]/g, String.raw`\$&`)).join(".");
}

export function isDataPath(path: UserPath): path is DataPath {
  return path[0] === "data";
}

function splitPath(text: string): string[] | undefined {
  const steps: string[] = [];
  for (keyPattern.lastIndex = 0; ;) {
    const match = keyPattern.exec(text);
    if (!match) return undefined;
    const [whole, key = ""] = match;
    steps.push(key.replaceAll(/\\(.)/gsu, "$1"));
    if (!whole.endsWith(".") || whole.length === key.length) return steps;
  }
}
