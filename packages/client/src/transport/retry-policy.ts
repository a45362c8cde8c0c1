import type { Operation } from "@trpc/client";
import { UnexpectedResponseError, isUnsent } from "./transport-errors.js";
import { hasIdempotencyKey } from "./idempotency-link.js";
import type { AnyRosterError } from "../roster-error.js";
import type { Settings } from "../settings.js";

/** A server that asks for a longer pause gets none: the caller decides. In milliseconds. */
const MAX_DELAY = 30_000;

/** How long to wait before the next attempt, in milliseconds; null where there must be none. */
export function findRetryDelay(
  repetition: number,
  { op, error, settings }: { op: Operation; error: AnyRosterError; settings: Settings },
): number | null {
  if (repetition > settings.retries || !mayRetry(op, error)) return null;
  const pause = Math.max(settings.retryDelay(repetition), findRetryAfter(error));
  return pause <= MAX_DELAY ? pause : null;
}

function mayRetry(op: Operation, { data, cause }: AnyRosterError): boolean {
  if (!data.retryable) return false;
  // Whoever is refused for haste, or never got through, has changed nothing.
  if (op.type === "query" || wasNotStarted(data) || isUnsent(cause)) return true;
  return isIdempotent(op);
}

/**
 * Whether a mutation sent twice leaves, and answers, what it does sent once. `remove` and `removeMany` do
 * not: the second answer would be a false NOT_FOUND.
 */
function isIdempotent({ path, input }: Operation): boolean {
  return path === "users.update" || path === "users.patchMany" || hasIdempotencyKey(input);
}

/** A server that has too much to do says how long to wait, and has begun nothing. */
function wasNotStarted({ code, details }: AnyRosterError["data"]): boolean {
  return code === "RATE_LIMITED" || (code === "UNAVAILABLE" && details !== undefined);
}

/** The server's own word, or a proxy's that answers for it; in milliseconds. */
function findRetryAfter({ data: { details }, cause }: AnyRosterError): number {
  const asked = details && "retryAfterSeconds" in details ? details.retryAfterSeconds : undefined;
  const byProxy = cause instanceof UnexpectedResponseError ? cause.retryAfterSeconds : 0;
  return (asked ?? byProxy) * 1000;
}
