import { AppError, invalid } from "@roster/contract";
import { fromTimestamp, toTimestamp } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";
import { nowOf } from "../trpc/now-of.js";

/** A key does not start as expired. @throws AppError INVALID */
export function assertUpcoming(
  context: Pick<Context, "services">,
  { expiresAt }: { readonly expiresAt?: string | null | undefined },
): void {
  if (!expiresAt || fromTimestamp(expiresAt) > nowOf(context)) return;
  throw invalid([{ path: ["expiresAt"], message: "must be in the future" }]);
}

/** A key that expires gives nobody a secret that outlives it. @throws AppError FORBIDDEN */
export function assertNotOutlived(actor: Actor, expiresAt: string | null): void {
  const latest = latestExpiryOf(actor);
  if (latest === null || (expiresAt !== null && fromTimestamp(expiresAt) <= fromTimestamp(latest)))
    return;
  throw new AppError(
    "FORBIDDEN",
    `The caller's API key expires at ${latest}; it can manage only keys that expire no later`,
  );
}

/** When the keys that this caller adds must have expired; null: never. */
export function latestExpiryOf(actor: Actor): string | null {
  const end = actor.kind === "server" ? actor.keyExpiresAt : null;
  return end === null || end === undefined ? null : toTimestamp(end);
}
