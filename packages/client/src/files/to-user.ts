import {
  findStateIssues,
  findTimestampIssues,
  type Issue,
  type NewUserState,
  TIMESTAMP_RULE,
} from "@roster/contract";
import { isJsonText, type JsonObject, type JsonText } from "@roster/contract/json";
import { findIdIssues } from "../users/user-id.js";
import { isStateKey, readState } from "./state-fields.js";
import { readTime, timeFields } from "./time-fields.js";

interface Times {
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/** A user as `users.addMany` accepts it. */
export interface ImportedUser extends Times, NewUserState {
  readonly id: string;
  readonly data: JsonObject;
  /** The data as JSON, with the numbers as they are in the file. Not enumerable. */
  readonly dataText: string;
}

/** A user whose data is not parsed. */
export interface TextUser extends Times, NewUserState {
  readonly id: string;
  readonly data: JsonText;
}

/** The user of a line or record, from its fields; with its times, unless `ignoreTimes` is set, and its state. */
export function toUser(
  fields: unknown,
  { ignoreTimes }: { readonly ignoreTimes: boolean },
): { readonly user: TextUser } | { readonly issues: readonly Issue[] } {
  if (!isRecord(fields)) {
    return { issues: [{ path: [], message: 'must be an object such as {"id":"…","data":{…}}' }] };
  }
  const { id, data } = fields;
  const { times, issues } = readTimes(fields, ignoreTimes);
  const state = readState(fields);
  issues.push(
    ...findIdIssues(id).map(nestIssue("id")),
    ...findDataIssues(data).map(nestIssue("data")),
    ...findTimestampIssues(times),
    ...findStateIssues(state),
  );
  if (issues.length > 0 || typeof id !== "string" || !isJsonText(data)) return { issues };
  return { user: { id, data, ...times, ...(state as NewUserState) } }; // oxlint-disable-line typescript/consistent-type-assertions -- findStateIssues has checked it
}

/** Parses the data. */
export function toImportedUser({ id, data, ...times }: TextUser): ImportedUser {
  const user = { id, data: data.value, ...times, dataText: data.text };
  return Object.defineProperty(user, "dataText", { enumerable: false });
}

const findDataIssues = (data: unknown): readonly Issue[] =>
  isJsonText(data) ? data.issues : [{ path: [], message: "must be a JSON object" }];

const nestIssue =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readTimes(fields: Readonly<Record<string, unknown>>, ignoreTimes: boolean) {
  const issues: Issue[] = [];
  const times: { createdAt?: string; updatedAt?: string } = {};
  for (const key of Object.keys(fields)) {
    if (key === "id" || key === "data" || isStateKey(key)) continue;
    const name = timeFields.get(key);
    const reject = (message: string) => issues.push({ path: [key], message });
    if (name === undefined && key !== "version") reject("is not a known key");
    else if (ignoreTimes) continue;
    else if (name === undefined) reject(VERSION_MESSAGE);
    else {
      const time = readTime(fields[key]);
      if (time === undefined) reject(TIMESTAMP_RULE);
      else times[name] = time;
    }
  }
  return { times, issues };
}

const VERSION_MESSAGE = "is set by the server; remove it, or ignore times and versions";
