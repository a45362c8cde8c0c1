import type { Operation } from "@trpc/client";
import { UnexpectedResponseError, isUnsent } from "./transport-errors.js";
import { hasIdempotencyKey } from "./idempotency-link.js";
import type { AnyRosterError } from "../roster-error.js";
import type { Settings } from "../settings.js";

/** If a server asks for a longer delay, the call fails and the caller decides. In milliseconds. */
const MAX_DELAY = 30_000;

interface FailedAttempt {
  readonly op: Operation;
  readonly error: AnyRosterError;
  /** The number of this attempt; 1 is the first. */
  readonly attempt: number;
  /** Milliseconds since the first attempt failed. */
  readonly elapsed: number;
}

/** The delay before the next attempt, in milliseconds; null if the call must not be retried. */
export function findRetryDelay(
  { op, error, attempt, elapsed }: FailedAttempt,
  { retries, retryTime, retryDelay }: Settings,
): number | null {
  if (attempt > retries || !mayRetry(op, error)) return null;
  const delay = retryDelay(attempt) + findRetryAfter(error);
  return delay <= MAX_DELAY && elapsed + delay <= retryTime ? delay : null;
}

function mayRetry(op: Operation, { data, cause }: AnyRosterError): boolean {
  if (!data.retryable || (cause instanceof UnexpectedResponseError && !cause.isTemporary)) {
    return false;
  }
  // A call that was rejected early or never sent has changed nothing.
  if (op.type === "query" || wasNotStarted(data) || isUnsent(cause)) return true;
  return isIdempotent(op);
}

/**
 * Mutations that can be repeated: they set the same state again. Not `remove` and `removeMany`: the second response
 * would be a false NOT_FOUND.
 */
const repeatable = new Set([
  "users.update",
  "users.patchMany",
  "users.revert",
  "users.revertMany",
  ...["deactivate", "reactivate", "ban", "unban", "revokeTokens", "restore"].flatMap((verb) => [
    `users.${verb}`,
    `users.${verb}Many`,
  ]),
]);

function isIdempotent({ path, input }: Operation): boolean {
  return repeatable.has(path) || hasIdempotencyKey(input) || isSoftRemoval(path, input);
}

/** Removing a user softly again is no error. */
function isSoftRemoval(path: string, input: unknown): boolean {
  const isObject = typeof input === "object" && input !== null;
  return path === "users.remove" && isObject && "mode" in input && input.mode === "soft";
}

/** An overloaded server rejects a call before starting it, with a time to wait. */
function wasNotStarted({ code, details }: AnyRosterError["data"]): boolean {
  return code === "RATE_LIMITED" || (code === "UNAVAILABLE" && details !== undefined);
}

/** The delay requested by the server or by a proxy, in milliseconds. */
function findRetryAfter({ data: { details }, cause }: AnyRosterError): number {
  const requested =
    details && "retryAfterSeconds" in details ? details.retryAfterSeconds : undefined;
  const byProxy = cause instanceof UnexpectedResponseError ? cause.retryAfterSeconds : 0;
  return (requested ?? byProxy) * 1000;
}
