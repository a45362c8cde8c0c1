import { AppError } from "@roster/contract";
import { type Actor, authorize } from "../auth/actor.js";

/** Indexes are the whole app's: throws FORBIDDEN for a user's token, and for one that lacks the action. */
export function authorizeIndexes(actor: Actor, action: "read" | "write"): void {
  if (actor.kind === "user") {
    throw new AppError("FORBIDDEN", "Indexes are the app's; use a server token");
  }
  authorize(actor, action);
}
