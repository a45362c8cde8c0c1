import type { Issue } from "@roster/contract";

/** The rule of contract's `UserId`, without zod, which would double what a browser has to load. */
const userId = /^[A-Za-z0-9_-]{1,255}$/;

/** What is wrong with a user's id, as the server would say it. */
export function findIdIssues(id: unknown): Issue[] {
  if (typeof id === "string" && userId.test(id)) return [];
  return [{ path: ["id"], message: "must be 1 to 255 letters, digits, dashes or underscores" }];
}
