import { UserHistory, UserHistoryInput } from "@roster/contract";
import { NOT_A_CURSOR, rejectCursor } from "../paging/opaque-cursor.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";
import { holdChanges } from "../audit/hold-changes.js";
import { userNotFound } from "./user-errors.js";

const SEQ = /^[1-9]\d{0,17}$/;

/** A page of a user's changes, newest first. After a hard deletion, only who changed it and when are left. */
export const history = procedureFor({ scope: "users:read", role: "viewer" })
  .input(UserHistoryInput)
  .output(UserHistory)
  .query(async ({ ctx, input: { id: userId, limit = 50, cursor } }) => {
    const { actor, services, chargeAs } = ctx;
    await chargeAs(callsForUsers(limit));
    const { appId } = actor;
    const { database, responseMemory } = services;
    const before = cursor === undefined ? undefined : readCursor(cursor);
    return responseMemory.withPage(actor, async (maxBytes) => {
      const query = { userId, limit, before, maxBytes };
      const { changes, hasMore } = await database.changes.history(appId, query, scanRequestOf(ctx));
      holdChanges(ctx, changes);
      if (changes.length === 0 && !(await database.users.get(appId, userId)))
        throw userNotFound(userId);
      const nextCursor = hasMore ? (changes.at(-1)?.seq ?? null) : null;
      const { history: mode } = await database.appSettings.of(appId);
      return { history: mode, changes: [...changes], nextCursor };
    });
  });

/** The cursor is the number of the last change. */
function readCursor(cursor: string): bigint {
  return SEQ.test(cursor) ? BigInt(cursor) : rejectCursor(NOT_A_CURSOR);
}
