import { invalid } from "@roster/contract";
import type { Actor, AdminActor } from "../../auth/actor.js";
import type { Services } from "../../services.js";
import { authorizeSession } from "../account/authorize-session.js";

const RECENT_MICROSECONDS = 15n * 60n * 1_000_000n;

/**
 * The administrator, who has signed in just now: whoever finds an open browser cannot change how to sign in.
 *
 * @throws AppError INVALID for an older session
 */
export async function authorizeRecentSession(
  actor: Actor,
  { database, now }: Services,
): Promise<AdminActor> {
  const { adminId, sessionId } = authorizeSession(actor);
  const sessions = await database.adminSessions.list(adminId);
  const createdAt = sessions.find(({ tokenHash }) => tokenHash === sessionId)?.createdAt ?? 0n;
  if (BigInt(now().getTime()) * 1000n - createdAt <= RECENT_MICROSECONDS) {
    return authorizeSession(actor);
  }
  const message = "is older than 15 minutes; sign out and in again first";
  throw invalid([{ path: ["session"], message }]);
}
