import { ListSessionsResult } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** The administrator's active sessions, most recently used first. */
export const listSessions = procedureFor({ scope: null, role: "viewer" })
  .output(ListSessionsResult)
  .query(async ({ ctx: { actor, services } }) => {
    const { adminId, sessionId } = authorizeSession(actor);
    const rows = await services.database.adminSessions.list(adminId);
    const sessions = rows.map(({ tokenHash, createdAt, lastSeenAt, expiresAt, userAgent }) => ({
      id: tokenHash,
      createdAt: toTimestamp(createdAt),
      lastSeenAt: toTimestamp(lastSeenAt),
      expiresAt: toTimestamp(expiresAt),
      userAgent,
      isCurrent: tokenHash === sessionId,
    }));
    return { sessions };
  });
