import { AppError } from "@roster/contract";
import { asAdmin } from "../../auth/access.js";
import type { Actor, AdminActor } from "../../auth/actor.js";

/** The administrator, whose call comes from a dashboard session. @throws AppError FORBIDDEN */
export function authorizeSession(actor: Actor): AdminActor & { readonly sessionId: string } {
  const { sessionId, ...admin } = asAdmin(actor);
  if (sessionId !== undefined) return { ...admin, sessionId };
  throw new AppError("FORBIDDEN", "This call requires a dashboard session");
}
