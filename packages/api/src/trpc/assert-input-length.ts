import { AppError } from "@roster/contract";
import type { Actor } from "../auth/actor.js";
import type { Context } from "./context.js";

/** A full batch of small calls. */
const MIN_LIMIT = 1024 * 1024;

/**
 * End users change only themselves, so their inputs are small; parsing a large body can take seconds. Call before parsing.
 *
 * @throws AppError TOO_LARGE for an end user's input with more characters than the largest data escaped, or 1 MiB.
 */
export function assertInputLength(
  { services: { maxDataBytes } }: Pick<Context, "services">,
  actor: Actor,
  length: number,
): void {
  const limitBytes = Math.max(MIN_LIMIT, 6 * maxDataBytes + 4096);
  if (actor.kind !== "user" || length <= limitBytes) return;
  throw new AppError(
    "TOO_LARGE",
    `The request has at least ${length} bytes; with a user token the limit is ${limitBytes}`,
    { details: { limitBytes, actualBytes: length } },
  );
}
