import { type Issue, USER_ID_PATTERN, USER_ID_RULE } from "@roster/contract";

/** The issues of a user id, with the server's message. Avoids zod, so that a browser need not load it. */
export function findIdIssues(id: unknown): Issue[] {
  if (typeof id === "string" && USER_ID_PATTERN.test(id)) return [];
  return [{ path: [], message: USER_ID_RULE }];
}
