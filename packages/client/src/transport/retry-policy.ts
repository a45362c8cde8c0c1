import type { Operation } from "@trpc/client";
import { ForeignAnswer, isUnsent } from "./failure.js";
import { hasIdempotencyKey } from "./idempotency-link.js";
import type { AnyRosterError } from "../roster-error.js";
import type { Settings } from "../settings.js";

/** A server that asks for a longer pause gets none: the caller decides. In milliseconds. */
const MAX_PAUSE = 30_000;

/** How long to wait before the next attempt, in milliseconds; null where there must be none. */
export function pauseBefore(
  repetition: number,
  { op, error, settings }: { op: Operation; error: AnyRosterError; settings: Settings },
): number | null {
  if (repetition > settings.retries || !mayRepeat(op, error)) return null;
  const pause = Math.max(settings.retryDelay(repetition), askedPause(error));
  return pause <= MAX_PAUSE ? pause : null;
}

function mayRepeat(op: Operation, { data, cause }: AnyRosterError): boolean {
  if (!data.retryable) return false;
  // Whoever is refused for haste, or never got through, has changed nothing.
  if (op.type === "query" || isBegunByNone(data) || isUnsent(cause)) return true;
  return isRepeatable(op);
}

/**
 * Whether a mutation sent twice leaves, and answers, what it does sent once. `remove` and `removeMany` do
 * not: the second answer would be a false NOT_FOUND.
 */
function isRepeatable({ path, input }: Operation): boolean {
  return path === "users.update" || path === "users.patchMany" || hasIdempotencyKey(input);
}

/** A server that has too much to do says how long to wait, and has begun nothing. */
function isBegunByNone({ code, details }: AnyRosterError["data"]): boolean {
  return code === "RATE_LIMITED" || (code === "UNAVAILABLE" && details !== undefined);
}

/** The server's own word, or a proxy's that answers for it; in milliseconds. */
function askedPause({ data: { details }, cause }: AnyRosterError): number {
  const asked = details && "retryAfterSeconds" in details ? details.retryAfterSeconds : undefined;
  const byProxy = cause instanceof ForeignAnswer ? cause.retryAfterSeconds : 0;
  return (asked ?? byProxy) * 1000;
}
