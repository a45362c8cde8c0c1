// Rules without zod, so that browser bundles can check fields without loading it.
import type { Issue } from "../errors/errors.js";
import { findStringIssue } from "../json/string-issue.js";

/** The pattern that a user id must match. */
export const USER_ID_PATTERN = /^[A-Za-z0-9_-]{1,255}$/;

/** The rule for user ids as a message. */
export const USER_ID_RULE = "must be 1 to 255 letters, digits, dashes or underscores";

/** The values of a user's status. */
export const USER_STATUSES = ["active", "deactivated", "deleted"] as const;

const MAX_IDEMPOTENCY_KEY_LENGTH = 255;

/** The reason why a value is not an idempotency key; undefined if it is one. */
export function findIdempotencyKeyIssue(key: unknown): string | undefined {
  if (typeof key !== "string" || key.length < 1 || key.length > MAX_IDEMPOTENCY_KEY_LENGTH) {
    return `must be a string of 1 to ${MAX_IDEMPOTENCY_KEY_LENGTH} characters`;
  }
  return findStringIssue(key);
}

/** The longest name in the header `x-roster-actor`, in characters. */
export const MAX_ON_BEHALF_OF_LENGTH = 255;

/** The reason why a value cannot name a person on whose behalf a backend acts; undefined if it can. */
export function findOnBehalfOfIssue(name: unknown): string | undefined {
  if (typeof name !== "string" || name.length < 1 || name.length > MAX_ON_BEHALF_OF_LENGTH) {
    return `must be a string of 1 to ${MAX_ON_BEHALF_OF_LENGTH} characters`;
  }
  // A header loses outer spaces and cannot have control characters. @see RFC 9110 §5.5
  if (/\p{Cc}/u.test(name) || name.trim() !== name) {
    return "must not contain control characters, or begin or end with a space";
  }
  return findStringIssue(name);
}

/** The timestamps of a user that is imported from another system. */
interface UserTimestamps {
  readonly createdAt?: unknown;
  readonly updatedAt?: unknown;
}

/** Until 2200, microseconds since 1970 are exact integers in JavaScript and in every database. */
const TIMESTAMP_PATTERN =
  /^(?:19[7-9]|20\d|21\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

const MIN_DAYS_IN_MONTH = 28;

export const UTC_TIMESTAMP_RULE =
  "must be a UTC timestamp from 1970 to 2199 with microseconds: 2026-11-23T09:30:00.000001Z";

/** The issues of a new user's timestamps. Does not use zod, which takes ten times as long. */
export function findTimestampIssues({ createdAt, updatedAt }: UserTimestamps): Issue[] {
  if (createdAt === undefined && updatedAt === undefined) return [];
  const issues: Issue[] = [];
  if (createdAt !== undefined && !isUtcTimestamp(createdAt)) {
    issues.push({ path: ["createdAt"], message: UTC_TIMESTAMP_RULE });
  }
  if (updatedAt === undefined) return issues;
  const reject = (message: string) => issues.push({ path: ["updatedAt"], message });
  if (!isUtcTimestamp(updatedAt)) reject(UTC_TIMESTAMP_RULE);
  else if (createdAt === undefined) reject("requires createdAt");
  else if (isUtcTimestamp(createdAt) && createdAt > updatedAt) {
    reject("must not be before createdAt");
  }
  return issues;
}

/** Whether the value is a time that every database can store. */
export function isUtcTimestamp(value: unknown): value is string {
  if (typeof value !== "string" || !TIMESTAMP_PATTERN.test(value)) return false;
  const day = Number(value.slice(8, 10));
  return (
    day <= MIN_DAYS_IN_MONTH ||
    day <= daysInMonth(Number(value.slice(0, 4)), Number(value.slice(5, 7)))
  );
}

const daysInMonth = (year: number, month: number) =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();
