// Rules without zod, so that browser bundles can check fields without loading it.
import type { Issue } from "../errors/errors.js";
import { findStringIssue } from "../json/string-issue.js";
import { isUtcTimestamp, UTC_TIMESTAMP_RULE } from "./field-rules.js";

/** The longest reason of a ban, in characters. */
export const MAX_BAN_REASON_LENGTH = 1000;

/** The state of a user that is added. What is absent is that of an active user or, with `update`, stays as it is. */
export interface NewUserState {
  readonly status?: "active" | "deactivated" | undefined;
  /** Requires the status `deactivated`. Default: now, or when the user was deactivated. */
  readonly deactivatedAt?: string | undefined;
  /** Null ends a ban. */
  readonly ban?:
    | {
        /** When it ends, possibly in the past. Default: null, it does not end. */
        readonly until?: string | null | undefined;
        readonly reason?: string | null | undefined;
        /** Default: now, or when the user was banned with this end and reason. */
        readonly bannedAt?: string | undefined;
      }
    | null
    | undefined;
  /** Revokes the tokens that were issued before; an existing user keeps a later time. */
  readonly tokensValidAfter?: string | undefined;
}

/** The keys of a {@link NewUserState}. */
export const STATE_KEYS = ["status", "deactivatedAt", "ban", "tokensValidAfter"] as const;

/** The issues of a new user's state, if it has one. */
export function findStateIssues(user: { readonly [Key in keyof NewUserState]?: unknown }): Issue[] {
  const { status, deactivatedAt, ban, tokensValidAfter } = user;
  const issues: Issue[] = [];
  const reject = (key: string, message: string) => issues.push({ path: [key], message });
  if (status === "deleted") reject("status", DELETED_RULE);
  else if (status !== undefined && status !== "active" && status !== "deactivated") {
    reject("status", "must be active or deactivated");
  }
  if (!isTimeOrAbsent(deactivatedAt)) reject("deactivatedAt", UTC_TIMESTAMP_RULE);
  else if (deactivatedAt !== undefined && status !== "deactivated" && status !== "deleted") {
    reject("deactivatedAt", "requires the status deactivated");
  }
  if (!isTimeOrAbsent(tokensValidAfter)) reject("tokensValidAfter", UTC_TIMESTAMP_RULE);
  for (const { path, message } of findBanIssues(ban))
    issues.push({ path: ["ban", ...path], message });
  return issues;
}

const DELETED_RULE =
  "cannot be deleted: leave out the status, and remove the user with the mode soft once it is added";

const isTimeOrAbsent = (value: unknown) => value === undefined || isUtcTimestamp(value);

function findBanIssues(ban: unknown): Issue[] {
  if (ban === undefined || ban === null) return [];
  if (typeof ban !== "object" || Array.isArray(ban)) {
    return [{ path: [], message: "must be null or an object with until, reason and bannedAt" }];
  }
  const { until, reason, bannedAt, ...others }: Record<string, unknown> = { ...ban };
  const issues = Object.keys(others).map((key) => ({ path: [key], message: "is not a known key" }));
  const reject = (key: string, message: string) => issues.push({ path: [key], message });
  if (until !== null && !isTimeOrAbsent(until)) reject("until", UTC_TIMESTAMP_RULE);
  const reasonIssue = reason === undefined || reason === null ? undefined : findReasonIssue(reason);
  if (reasonIssue !== undefined) reject("reason", reasonIssue);
  if (!isTimeOrAbsent(bannedAt)) reject("bannedAt", UTC_TIMESTAMP_RULE);
  return issues;
}

function findReasonIssue(reason: unknown): string | undefined {
  if (typeof reason !== "string" || reason.length < 1 || reason.length > MAX_BAN_REASON_LENGTH) {
    return `must be a string of 1 to ${MAX_BAN_REASON_LENGTH} characters`;
  }
  return findStringIssue(reason);
}
