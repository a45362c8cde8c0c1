import { findAddUserIssues, type Issue, type JsonObject, type UserData } from "@roster/contract";

/** A user as `users.addMany` takes it. */
export interface ImportedUser {
  readonly id: string;
  readonly data: JsonObject;
}

/** Times, in our spelling and in that of the SDKs' service. */
const times = ["createdAt", "updatedAt", "created_at", "updated_at"];
const beside: ReadonlySet<string> = new Set([...times, "version"]);
const among: ReadonlySet<string> = new Set(times);

/** What a server gives a user itself. A version is the server's beside `data`; without it a key of data. */
export const ownFields = (hasData: boolean): ReadonlySet<string> => (hasData ? beside : among);

/**
 * The user that a line or a record describes: `id` and `data`, or `id` and the keys of data themselves.
 * Times are refused where `ignoreTimes` does not say that they may be lost.
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
  const issues: Issue[] = entries.flatMap(([key]) => {
    if (own.has(key)) return ignoreTimes ? [] : [{ path: [key], message: TIME_MESSAGE }];
    return hasData && key !== "data" ? [{ path: [key], message: "is not a known key" }] : [];
  });
  const id: unknown = "id" in value ? value.id : undefined;
  const data: unknown =
    "data" in value ? value.data : Object.fromEntries(entries.filter(([key]) => !own.has(key)));
  issues.push(...findAddUserIssues({ id, data }));
  // The check above found it good; this tells the compiler.
  if (issues.length === 0 && typeof id === "string" && isData(data)) return { user: { id, data } };
  return { issues };
}

const TIME_MESSAGE = "is given by the server anew; --ignore-times imports the user without it";

function isData(data: unknown): data is UserData {
  return typeof data === "object" && data !== null;
}
