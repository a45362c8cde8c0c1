import {
  findAddUserIssues,
  type Issue,
  type JsonObject,
  MOMENT_RULE,
  readMoment,
  type UserData,
} from "@roster/contract";

/** A user as `users.addMany` takes it. */
export interface ImportedUser {
  readonly id: string;
  readonly data: JsonObject;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/** Times, in our spelling and in that of the SDKs' service. */
const times: ReadonlyMap<string, "createdAt" | "updatedAt"> = new Map([
  ["createdAt", "createdAt"],
  ["updatedAt", "updatedAt"],
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
]);
const beside: ReadonlySet<string> = new Set([...times.keys(), "version"]);
const among: ReadonlySet<string> = new Set(times.keys());

/** What is not data. A version is the server's beside `data`; without it a key of data. */
export const ownFields = (hasData: boolean): ReadonlySet<string> => (hasData ? beside : among);

/**
 * The user that a line or a record describes: `id` and `data`, or `id` and the keys of data themselves;
 * with its times, unless `ignoreTimes` says that the server is to give it new ones.
 */
export function toUser(
  value: unknown,
  ignoreTimes: boolean,
): { user: ImportedUser } | { issues: readonly Issue[] } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { issues: [{ path: [], message: 'must be an object: {"id":"…","data":{…}}' }] };
  }
  const entries: [string, unknown][] = Object.entries(value).filter(([key]) => key !== "id");
  const hasData = Object.hasOwn(value, "data");
  const own = ownFields(hasData);
  const kept = ignoreTimes ? [] : entries.filter(([key]) => own.has(key));
  const read = readTimes(kept);
  const unknown = entries.filter(([key]) => hasData && key !== "data" && !own.has(key));
  const issues = [
    ...read.issues,
    ...unknown.map(([key]) => ({ path: [key], message: "is not a known key" })),
  ];
  const id: unknown = "id" in value ? value.id : undefined;
  const data: unknown =
    "data" in value ? value.data : Object.fromEntries(entries.filter(([key]) => !own.has(key)));
  const user = { id, data, ...read.times };
  issues.push(...findAddUserIssues(user));
  // The check above found it good; this tells the compiler.
  if (issues.length === 0 && typeof id === "string" && isData(data)) {
    return { user: { ...read.times, id, data } };
  }
  return { issues };
}

function readTimes(fields: readonly [string, unknown][]) {
  const issues: Issue[] = [];
  const found: { createdAt?: string; updatedAt?: string } = {};
  for (const [key, value] of fields) {
    const name = times.get(key);
    const time = typeof value === "string" ? readMoment(value) : undefined;
    if (name === undefined) issues.push({ path: [key], message: VERSION_MESSAGE });
    else if (time === undefined) issues.push({ path: [key], message: MOMENT_RULE });
    else found[name] = time;
  }
  return { times: found, issues };
}

const VERSION_MESSAGE = "is 1 for a new user; --ignore-times passes it over, and times";

function isData(data: unknown): data is UserData {
  return typeof data === "object" && data !== null;
}
