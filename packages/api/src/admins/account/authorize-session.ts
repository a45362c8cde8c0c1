import { AppError } from "@roster/contract";
import { type Actor, authorizeAdmin } from "../../auth/actor.js";

/** The id of the session that the administrator acts by. @throws AppError FORBIDDEN */
export function authorizeSession(actor: Actor): string {
  authorizeAdmin(actor);
  if (actor.kind === "admin" && actor.sessionId !== undefined) return actor.sessionId;
  throw new AppError("FORBIDDEN", "Only a session of the dashboard may do this");
}
