import { findTimestampIssues, type Issue, parseTimestamp, TIMESTAMP_RULE } from "@roster/contract";
import { type JsonObject, type JsonText, toJsonText } from "@roster/contract/json";
import { findIdIssues } from "../users/user-id.js";
import { timeFields } from "./time-fields.js";

interface Times {
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/** A user as `users.addMany` accepts it. */
export interface ImportedUser extends Times {
  readonly id: string;
  readonly data: JsonObject;
  /** The data as JSON, with the numbers as they are in the file. Not enumerable. */
  readonly dataText: string;
}

/** A user whose data is not parsed. */
export interface TextUser extends Times {
  readonly id: string;
  readonly data: JsonText;
}

/** The user of a line or record, from its fields; with its times, unless `ignoreTimes` is set. */
export function toUser(
  fields: unknown,
  { ignoreTimes }: { readonly ignoreTimes: boolean },
): { readonly user: TextUser } | { readonly issues: readonly Issue[] } {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    return { issues: [{ path: [], message: 'must be an object such as {"id":"…","data":{…}}' }] };
  }
  const { id, data: given, ...others }: { id?: unknown; data?: unknown } = fields;
  const data = toJsonText(given);
  const { times, issues } = readTimes(others, ignoreTimes);
  issues.push(
    ...findIdIssues(id).map(nestIssue("id")),
    ...data.issues.map(nestIssue("data")),
    ...findTimestampIssues(times),
  );
  return issues.length === 0 && typeof id === "string"
    ? { user: { id, data, ...times } }
    : { issues };
}

/** Parses the data. */
export function toImportedUser({ id, data, ...times }: TextUser): ImportedUser {
  const user = { id, data: data.value, ...times, dataText: data.text };
  return Object.defineProperty(user, "dataText", { enumerable: false });
}

const nestIssue =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

function readTimes(fields: object, ignoreTimes: boolean) {
  const issues: Issue[] = [];
  const times: { createdAt?: string; updatedAt?: string } = {};
  const entries: [string, unknown][] = Object.entries(fields);
  for (const [key, value] of entries) {
    const name = timeFields.get(key);
    const reject = (message: string) => issues.push({ path: [key], message });
    if (name === undefined && key !== "version") reject("is not a known key");
    else if (ignoreTimes) continue;
    else if (name === undefined) reject(VERSION_MESSAGE);
    else {
      const time = typeof value === "string" ? parseTimestamp(value) : undefined;
      if (time === undefined) reject(TIMESTAMP_RULE);
      else times[name] = time;
    }
  }
  return { times, issues };
}

const VERSION_MESSAGE = "is set by the server; remove it, or ignore times and versions";
