import {
  findDataIssues,
  findTimestampIssues,
  type Issue,
  TIMESTAMP_RULE,
  parseTimestamp,
} from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { findIdIssues } from "../users/user-id.js";
import { reservedFields, timeFields } from "./reserved-fields.js";

/** A user as `users.addMany` accepts it. */
export interface ImportedUser {
  readonly id: string;
  readonly data: JsonObject;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/**
 * The user of a line or record: `id` and `data`, or `id` and the keys of data; with its times, unless
 * `ignoreTimes` is set.
 */
export function toUser(
  value: unknown,
  { ignoreTimes, json }: { readonly ignoreTimes: boolean; readonly json?: string | undefined },
): { user: ImportedUser } | { issues: readonly Issue[] } {
  const plain = json === undefined ? undefined : toPlainUser(value);
  if (plain) return { user: plain };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { issues: [{ path: [], message: 'must be an object such as {"id":"…","data":{…}}' }] };
  }
  const entries: [string, unknown][] = Object.entries(value).filter(([key]) => key !== "id");
  const hasData = Object.hasOwn(value, "data");
  const reserved = reservedFields(hasData);
  const timeEntries = ignoreTimes ? [] : entries.filter(([key]) => reserved.has(key));
  const read = readTimes(timeEntries);
  const unknown = entries.filter(([key]) => hasData && key !== "data" && !reserved.has(key));
  const id: unknown = "id" in value ? value.id : undefined;
  const data: unknown =
    "data" in value
      ? value.data
      : Object.fromEntries(entries.filter(([key]) => !reserved.has(key)));
  const issues = [
    ...read.issues,
    ...unknown.map(([key]) => ({ path: [key], message: "is not a known key" })),
    ...findIdIssues(id).map(nestIssue("id")),
    ...findDataIssues(data).map(nestIssue("data")),
    ...findTimestampIssues(read.times),
  ];
  // Already validated above; this only narrows the types.
  if (issues.length === 0 && typeof id === "string" && isData(data)) {
    return { user: { ...read.times, id, data } };
  }
  return { issues };
}

/** A fast path, ten times faster, for most lines: a valid id and valid data, and nothing else. */
function toPlainUser(value: unknown): ImportedUser | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("id" in value && "data" in value) || Object.keys(value).length !== 2) return undefined;
  const { id, data } = value;
  const isValid = findIdIssues(id).length === 0 && findDataIssues(data).length === 0;
  return isValid && typeof id === "string" && isData(data) ? { id, data } : undefined;
}

const nestIssue =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

function readTimes(fields: readonly [string, unknown][]) {
  const issues: Issue[] = [];
  const found: { createdAt?: string; updatedAt?: string } = {};
  for (const [key, value] of fields) {
    const name = timeFields.get(key);
    const time = typeof value === "string" ? parseTimestamp(value) : undefined;
    if (name === undefined) issues.push({ path: [key], message: VERSION_MESSAGE });
    else if (time === undefined) issues.push({ path: [key], message: TIMESTAMP_RULE });
    else found[name] = time;
  }
  return { times: found, issues };
}

const VERSION_MESSAGE = "is set by the server; remove it, or ignore times and versions";

function isData(data: unknown): data is JsonObject {
  return typeof data === "object" && data !== null;
}
