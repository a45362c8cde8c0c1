import type { Operation } from "@trpc/client";
import { isUnsent } from "./failure.js";
import type { AnyRosterError } from "./roster-error.js";
import type { Settings } from "./settings.js";

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
  if (op.type === "query" || data.code === "RATE_LIMITED" || isUnsent(cause)) return true;
  return isRepeatable(op);
}

/**
 * Whether a mutation done twice leaves what it leaves done once. A plain `add` or `remove` does not: the
 * second answer would be a false CONFLICT or NOT_FOUND, and so with `addMany` and `removeMany`.
 */
function isRepeatable({ path, input }: Operation): boolean {
  if (path === "users.update") return true;
  if (path === "users.patch") return isVersioned(input);
  if (path === "users.add") return isGetOrCreate(input);
  if (path !== "users.addMany" || !isObject(input) || !Array.isArray(input["users"])) return false;
  return input["users"].every((user) => isGetOrCreate(user, isGetOrCreate(input)));
}

function isGetOrCreate(input: unknown, byDefault = false): boolean {
  return isObject(input) && (input["getOrCreate"] ?? byDefault) === true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Done once at most, as its first attempt makes another version. */
function isVersioned(input: unknown): boolean {
  return isObject(input) && input["ifVersion"] !== undefined;
}

function askedPause({ data }: AnyRosterError): number {
  const { details } = data;
  return details && "retryAfterSeconds" in details ? details.retryAfterSeconds * 1000 : 0;
}
