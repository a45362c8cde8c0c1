import { invalid } from "@roster/contract";
import type { Actor, AdminActor } from "../../auth/actor.js";
import type { Services } from "../../services.js";
import { nowOf } from "../../trpc/now-of.js";
import { authorizeSession } from "../account/authorize-session.js";

const RECENT_MICROSECONDS = 15n * 60n * 1_000_000n;

/**
 * The administrator, who has signed in just now: whoever finds an open browser cannot change how to sign in.
 *
 * @throws AppError INVALID for an older session
 */
export async function authorizeRecentSession(
  actor: Actor,
  services: Services,
): Promise<AdminActor> {
  const admin = authorizeSession(actor);
  const sessions = await services.database.adminSessions.list(admin.adminId);
  const createdAt =
    sessions.find(({ tokenHash }) => tokenHash === admin.sessionId)?.createdAt ?? 0n;
  if (nowOf({ services }) - createdAt <= RECENT_MICROSECONDS) return admin;
  const message = "is older than 15 minutes; sign out and in again first";
  throw invalid([{ path: ["session"], message }]);
}
