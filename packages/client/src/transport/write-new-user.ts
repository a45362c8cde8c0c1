import type { Issue } from "@roster/contract";
import { isPlainObject, type JsonText, stringifyJson, toJsonText } from "@roster/contract/json";

interface WrittenUser {
  /** What to send: the user's text or, if the user is invalid in a way that JSON can express, the user itself. */
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/**
 * Writes a user of a batch. There are issues only if JSON would change the user. Any other user, valid or not, is
 * left to the server, which validates each separately, so that an invalid one does not affect the others.
 */
export function writeNewUser(user: unknown): WrittenUser {
  const { text, issues } = write(user);
  if (issues.length === 0) return { value: text, issues };
  const sent = roundTrip(user);
  const isChanged = sent === undefined || !areEqual(issues, write(sent.copy).issues);
  return isChanged ? { value: undefined, issues } : { value: user, issues: [] };
}

/** The data is written first, as its nesting depth counts from the data. */
function write(user: unknown): { readonly text: JsonText; readonly issues: readonly Issue[] } {
  if (!isPlainObject(user) || user["data"] === undefined) {
    const text = toJsonText(user);
    return { text, issues: text.issues };
  }
  const data = toJsonText(user["data"]);
  const text = toJsonText({ ...user, data });
  const nested = data.issues.map(({ path, message }) => ({ path: ["data", ...path], message }));
  return { text, issues: [...nested, ...text.issues] };
}

/** What the server would parse; undefined for a value that is not JSON, such as a cycle. */
function roundTrip(user: unknown): { readonly copy: unknown } | undefined {
  try {
    return { copy: JSON.parse(stringifyJson(user)) };
  } catch {
    return undefined;
  }
}

const areEqual = (issues: readonly Issue[], others: readonly Issue[]) =>
  JSON.stringify(issues) === JSON.stringify(others);
