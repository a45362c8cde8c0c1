import type { Issue } from "../errors/errors.js";

/** The times of a user that moves here from elsewhere. */
interface UserTimestamps {
  readonly createdAt?: unknown;
  readonly updatedAt?: unknown;
}

/** Before 2200 microseconds since 1970 are whole numbers that every part of the way is exact in. */
const TIMESTAMP_PATTERN =
  /^(?:19[7-9]|20\d|21\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

/** Every month has so many days. */
const MIN_DAYS_IN_MONTH = 28;

const UTC_TIMESTAMP_RULE =
  "must be a time from 1970 to 2199 in UTC with microseconds: 2026-11-23T09:30:00.000001Z";

/** What is wrong with them, each and together; without zod, which takes ten times as long. */
export function findTimestampIssues({ createdAt, updatedAt }: UserTimestamps): Issue[] {
  if (createdAt === undefined && updatedAt === undefined) return [];
  const issues: Issue[] = [];
  if (createdAt !== undefined && !isUtcTimestamp(createdAt)) {
    issues.push({ path: ["createdAt"], message: UTC_TIMESTAMP_RULE });
  }
  if (updatedAt === undefined) return issues;
  const refuse = (message: string) => issues.push({ path: ["updatedAt"], message });
  if (!isUtcTimestamp(updatedAt)) refuse(UTC_TIMESTAMP_RULE);
  else if (createdAt === undefined) refuse("needs createdAt beside it");
  else if (isUtcTimestamp(createdAt) && createdAt > updatedAt)
    refuse("must not be before createdAt");
  return issues;
}

function isUtcTimestamp(time: unknown): time is string {
  if (typeof time !== "string" || !TIMESTAMP_PATTERN.test(time)) return false;
  const day = Number(time.slice(8, 10));
  return (
    day <= MIN_DAYS_IN_MONTH ||
    day <= daysInMonth(Number(time.slice(0, 4)), Number(time.slice(5, 7)))
  );
}

const daysInMonth = (year: number, month: number) =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();
