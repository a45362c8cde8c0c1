import { z } from "zod";
import type { Issue } from "../errors/errors.js";
import { toIssues } from "../errors/zod-issues.js";
import { findTimestampIssues, USER_ID_PATTERN } from "./field-rules.js";
import { findDataIssues, findParsedDataIssues } from "./user-data.js";
import { AddUserInput } from "./user.js";

/** A user of `addMany` and `import`. A user from another system can bring its timestamps. */
export const NewUserInput = AddUserInput.omit({ idempotencyKey: true }).extend({
  // findTimestampIssues checks both.
  createdAt: z.custom<string>().optional(),
  /** Requires `createdAt` and must not be before it. Default: `createdAt`. */
  updatedAt: z.custom<string>().optional(),
});
export type NewUserInput = z.infer<typeof NewUserInput>;

/**
 * The issues of one user of `addMany`; empty if it is valid. `dataJson` is the text that `user.data`
 * was parsed from, see {@link findParsedDataIssues}.
 */
export function findAddUserIssues(user: unknown, dataJson?: string): Issue[] {
  // zod is slow, so it is used only to explain why a user is invalid.
  if (isNewUserInput(user, dataJson)) return [];
  const { error } = NewUserInput.safeParse(user);
  const issues = error ? toIssues(error) : [];
  return typeof user === "object" && user !== null
    ? [...issues, ...findTimestampIssues(user)]
    : issues;
}

const keys = new Set(Object.keys(NewUserInput.shape));

function isNewUserInput(user: unknown, dataJson: string | undefined): boolean {
  if (typeof user !== "object" || user === null) return false;
  for (const key in user) if (!keys.has(key)) return false;
  const { id, data, getOrCreate }: { id?: unknown; data?: unknown; getOrCreate?: unknown } = user;
  const findIssues = () =>
    dataJson === undefined ? findDataIssues(data) : findParsedDataIssues(data, dataJson);
  return (
    typeof id === "string" &&
    USER_ID_PATTERN.test(id) &&
    (getOrCreate === undefined || typeof getOrCreate === "boolean") &&
    findTimestampIssues(user).length === 0 &&
    (data === undefined || findIssues().length === 0)
  );
}
