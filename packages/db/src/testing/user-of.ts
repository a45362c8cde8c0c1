import type { User } from "@roster/contract";
import type { AddOutcome } from "../users/new-user.js";

/** The stored user. Throws for a conflict. */
export function userOf(outcome: AddOutcome | undefined): User {
  if (!outcome || outcome.status === "conflict") throw new Error("Expected a stored user");
  return outcome.user;
}
