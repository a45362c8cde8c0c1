import { AppError } from "@roster/contract";
import { type Actor, authorize } from "../auth/actor.js";

/** Throws FORBIDDEN unless `actor` may see figures about its whole app. */
export function authorizeStats(actor: Actor): void {
  if (actor.kind === "user") {
    throw new AppError("FORBIDDEN", "Figures are the app's; use a server token");
  }
  authorize(actor, "read");
}
