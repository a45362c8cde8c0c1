import { AppError } from "@roster/contract";
import type { Actor } from "../../auth/actor.js";

/** The id of the administrator's session. @throws AppError FORBIDDEN */
export function authorizeSession(actor: Actor): string {
  if (actor.kind === "admin" && actor.sessionId !== undefined) return actor.sessionId;
  throw new AppError("FORBIDDEN", "This call requires a dashboard session");
}
