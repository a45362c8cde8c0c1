import { findStringIssue } from "../json/string-issue.js";

const MAX_LENGTH = 255;

/** What is wrong with an idempotency key; nothing with a good one. Not by zod, which a browser need not load. */
export function findIdempotencyKeyIssue(key: unknown): string | undefined {
  if (typeof key !== "string" || key.length < 1 || key.length > MAX_LENGTH) {
    return `must be a text of 1 to ${MAX_LENGTH} characters`;
  }
  return findStringIssue(key);
}
