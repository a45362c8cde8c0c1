import { AppError } from "@roster/contract";
import type { Actor } from "../auth/actor.js";
import { isIssuedBefore } from "../auth/is-issued-before.js";
import type { Services } from "../services.js";

interface AddContext {
  readonly actor: Actor;
  readonly services: Services;
  /** Whether the caller is a user that exists. */
  readonly isUserStored: boolean;
}

/**
 * Keeps a removed user's own token from adding the user again, as far as the log has the removal. Not atomic: an add that
 * runs at the same time as the removal may come after it.
 *
 * @throws AppError UNAUTHENTICATED if the token was issued before the removal, or has no `iat`.
 */
export async function assertNotRemoved({
  services,
  actor,
  isUserStored,
}: AddContext): Promise<void> {
  if (actor.kind !== "user" || isUserStored) return;
  const { appId, userId } = actor;
  const { users } = services.database;
  const ids = [userId, ...services.erasedIds.allOf(appId, userId)];
  const removals = await Promise.all(ids.map((id) => users.getRemovedAt(appId, id)));
  if (removals.some((removedAt) => removedAt !== null && isIssuedBefore(actor, removedAt))) {
    throw new AppError("UNAUTHENTICATED", "The token was issued before its user was removed");
  }
}
