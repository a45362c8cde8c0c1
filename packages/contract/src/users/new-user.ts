import { z } from "zod";
import type { Issue } from "../errors/errors.js";
import { toIssues } from "../errors/zod-issues.js";
import { findTimestampIssues, USER_ID_PATTERN } from "./field-rules.js";
import { findStateIssues, type NewUserState } from "./new-user-state.js";
import { toJsonText } from "../json/to-json-text.js";
import { AddUserInput } from "./user.js";

/** A user of `addMany` and `import`. A user from another system can bring its timestamps and its state. */
export const NewUserInput = AddUserInput.omit({ idempotencyKey: true }).extend({
  // findTimestampIssues checks both.
  createdAt: z.custom<string>().optional(),
  /** Requires `createdAt` and must not be before it. Default: `createdAt`. */
  updatedAt: z.custom<string>().optional(),
  // findStateIssues checks these: see NewUserState.
  status: z.custom<NewUserState["status"]>().optional(),
  deactivatedAt: z.custom<string>().optional(),
  ban: z.custom<NewUserState["ban"]>().optional(),
  tokensValidAfter: z.custom<string>().optional(),
});
export type NewUserInput = z.input<typeof NewUserInput>;

/** The issues of one user of `addMany`; empty if it is valid. */
export function findAddUserIssues(user: unknown): Issue[] {
  // zod is slow, so it is used only to explain why a user is invalid.
  if (isNewUserInput(user)) return [];
  const { error } = NewUserInput.safeParse(user);
  const issues = error ? toIssues(error) : [];
  return typeof user === "object" && user !== null
    ? [...issues, ...findTimestampIssues(user), ...findStateIssues(user)]
    : issues;
}

const keys = new Set(Object.keys(NewUserInput.shape));

function isNewUserInput(user: unknown): boolean {
  if (typeof user !== "object" || user === null) return false;
  for (const key in user) if (!keys.has(key)) return false;
  const { id, data, getOrCreate }: { id?: unknown; data?: unknown; getOrCreate?: unknown } = user;
  return (
    typeof id === "string" &&
    USER_ID_PATTERN.test(id) &&
    (getOrCreate === undefined || typeof getOrCreate === "boolean") &&
    findTimestampIssues(user).length === 0 &&
    findStateIssues(user).length === 0 &&
    (data === undefined || toJsonText(data).issues.length === 0)
  );
}
