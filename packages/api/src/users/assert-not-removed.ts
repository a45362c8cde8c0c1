import { AppError } from "@roster/contract";
import { fromTimestamp, type ScanRequest } from "@roster/db";
import { type Actor, ownerOf } from "../auth/actor.js";
import type { Services } from "../services.js";

const DEADLINE_MS = 2000;

/**
 * Keeps a removed user's own token from adding the user again, as far as the log has the removal. Not atomic: an add that
 * runs at the same time as the removal may come after it.
 *
 * @throws AppError UNAUTHENTICATED if the token was issued before the removal, or has no `iat`.
 */
export async function assertNotRemoved(services: Services, actor: Actor): Promise<void> {
  if (actor.kind !== "user") return;
  const { appId, userId, issuedAt } = actor;
  const ids = [userId, ...services.erasedIds.allOf(appId, userId)];
  const request = { ...ownerOf(actor), deadlineMs: DEADLINE_MS };
  const last = await findLast(services, ids, request);
  if (last?.type !== "user.deleted") return;
  const issued = issuedAt === undefined ? undefined : BigInt(Math.floor(issuedAt * 1_000_000));
  if (issued !== undefined && issued >= fromTimestamp(last.at)) return;
  throw new AppError("UNAUTHENTICATED", "The token was issued before its user was removed");
}

/** The newest change of a user: what was logged since its id was erased has the first of its ids. */
async function findLast(services: Services, ids: readonly string[], request: ScanRequest) {
  for (const userId of ids) {
    const query = { userId, limit: 1, maxBytes: 0 };
    const { changes } = await services.database.changes.history(request.appId, query, request);
    if (changes[0]) return changes[0];
  }
  return undefined;
}
