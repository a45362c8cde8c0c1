import { type Issue, USER_ID_PATTERN, USER_ID_RULE } from "@roster/contract";

/** What is wrong with a user's id, as the server would say it. Not by zod, which a browser need not load. */
export function findIdIssues(id: unknown): Issue[] {
  if (typeof id === "string" && USER_ID_PATTERN.test(id)) return [];
  return [{ path: [], message: USER_ID_RULE }];
}
