import { AppError } from "@roster/contract";
import type { JobOwner } from "../threads/fair-queue.js";

/** The actions on users that a token can allow. */
export type Action = "read" | "write" | "delete";

export const allActions: ReadonlySet<Action> = new Set(["read", "write", "delete"]);

/** The authenticated caller, always within one app. */
export type Actor =
  /** A backend that holds the app's secret. */
  | {
      readonly kind: "server";
      readonly appId: string;
      readonly actions: ReadonlySet<Action>;
      readonly apiKey: string;
      readonly apiKeyName: string;
      /** Whether the API key may read the audit log. */
      readonly readsAudit: boolean;
    }
  /** One user, with a token that a backend created. */
  | {
      readonly kind: "user";
      readonly appId: string;
      readonly userId: string;
      /** The token's `iat` in seconds since 1970, if it has one. */
      readonly issuedAt?: number | undefined;
    }
  /** The dashboard's administrator. */
  | {
      readonly kind: "admin";
      readonly appId: string;
      /** The dashboard session, if there is one. */
      readonly sessionId?: string;
    };

/**
 * Throws FORBIDDEN unless `actor` may perform `action` on the user `id` (on any user if absent).
 * A user can read its whole app but change only itself.
 */
export function authorize(actor: Actor, action: Action, id?: string): void {
  switch (actor.kind) {
    case "admin":
      return;
    case "server":
      if (actor.actions.has(action)) return;
      throw new AppError("FORBIDDEN", `This token does not allow the caller to ${action} users`);
    case "user":
      if (action === "read" || id === actor.userId) return;
      throw new AppError(
        "FORBIDDEN",
        `User ${actor.userId} can only change itself; use a server token`,
      );
  }
}

/** For calls about the whole app. Throws FORBIDDEN for user tokens, and for tokens without `action`. */
export function authorizeApp(actor: Actor, action: Action): void {
  if (actor.kind === "user") {
    throw new AppError("FORBIDDEN", "A user token cannot make this call; use a server token");
  }
  authorize(actor, action);
}

/** Throws FORBIDDEN unless `actor` is the administrator. */
export function authorizeAdmin(actor: Actor): void {
  if (actor.kind === "admin") return;
  throw new AppError("FORBIDDEN", "Only the dashboard's administrator can make this call");
}

/** Whose turn a job of this call is. */
export function ownerOf(actor: Actor): JobOwner {
  return { appId: actor.appId, userId: actor.kind === "user" ? actor.userId : undefined };
}
