import { findStringIssue } from "../json/string-issue.js";
import type { Result } from "../result.js";

/** The fields of every user besides `data` that users can be sorted by. */
export const USER_FIELDS = ["id", "version", "createdAt", "updatedAt"] as const;
/** Those that filters know besides; `banned` is whether the user has a ban. */
const STATE_FIELDS = ["status", "banned"] as const;
export type UserField = (typeof USER_FIELDS | typeof STATE_FIELDS)[number];

/** The path of a value in a user: a field, or `data` followed by object keys. */
export type UserPath = readonly [UserField] | DataPath;
/** A path to sort by; by `deletedAt`, only soft-deleted users are sorted. */
export type SortPath = readonly [(typeof USER_FIELDS)[number] | "deletedAt"] | DataPath;
export type DataPath = readonly ["data", string, ...string[]];

const MAX_PATH_LENGTH = 512;

const BACKSLASH_ISSUE = "has a backslash that does not escape a dot or a backslash";

/** One key, in which dots and backslashes are escaped with a backslash. */
const keyPattern = /((?:[^.\\]|\\[.\\])*)(?:\.|$)/suy;

/**
 * Parses a path such as `id`, `createdAt` or `data.address.city`. A dot or backslash inside a key is escaped
 * with a backslash: `data.example\.org`. A key is always an object key, never an array index.
 */
export function parseUserPath(text: string): Result<UserPath> {
  if (text.length > MAX_PATH_LENGTH) {
    return { error: `is longer than ${MAX_PATH_LENGTH} characters` };
  }
  const keys = parseDataKeys(text);
  if ("error" in keys) return keys;
  const [first, second, ...others] = keys.value;
  if (first === "data" && second !== undefined) return { value: ["data", second, ...others] };
  const field = [...USER_FIELDS, ...STATE_FIELDS].find((name) => name === first);
  if (field !== undefined && second === undefined) return { value: [field] };
  return {
    error: "is not a path; use id, version, createdAt, updatedAt, status, banned or data.<key>",
  };
}

/** Parses a path to sort by: those of states cannot be. */
export function parseSortPath(text: string): Result<SortPath> {
  const path = parseUserPath(text);
  if ("error" in path) return path;
  if (isDataPath(path.value)) return { value: path.value };
  const field = USER_FIELDS.find((name) => name === path.value[0]);
  return field === undefined ? { error: "cannot be sorted by" } : { value: [field] };
}

/** Parses a path below `data`, without the leading `data.`; its length is not limited. */
export function parseDataKeys(text: string): Result<readonly string[]> {
  const issue = findStringIssue(text);
  if (issue !== undefined) return { error: issue };
  const keys = splitPath(text);
  return keys === undefined ? { error: BACKSLASH_ISSUE } : { value: keys };
}

/** The inverse of {@link parseUserPath}. */
export function formatUserPath(path: UserPath | SortPath): string {
  return path.map((key) => key.replaceAll(/[.\\]/g, String.raw`\$&`)).join(".");
}

export function isDataPath(path: UserPath | SortPath): path is DataPath {
  return path[0] === "data";
}

function splitPath(text: string): string[] | undefined {
  const keys: string[] = [];
  for (keyPattern.lastIndex = 0; ;) {
    const match = keyPattern.exec(text);
    if (!match) return undefined;
    const [whole, key = ""] = match;
    keys.push(key.replaceAll(/\\(.)/gsu, "$1"));
    if (!whole.endsWith(".") || whole.length === key.length) return keys;
  }
}
