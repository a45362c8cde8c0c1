import { AppError } from "@roster/contract";

/** What a token may allow on users. */
export type Action = "read" | "write" | "delete";

export const allActions: ReadonlySet<Action> = new Set(["read", "write", "delete"]);

/** Who acts, always inside one app. */
export type Actor =
  /** A backend with the app's secret. */
  | { readonly kind: "server"; readonly appId: string; readonly actions: ReadonlySet<Action> }
  /** One user, with a token that a backend made. */
  | { readonly kind: "user"; readonly appId: string; readonly userId: string }
  /** The dashboard's administrator. */
  | {
      readonly kind: "admin";
      readonly appId: string;
      /** The session that it acts by, where it is one of the dashboard's. */
      readonly sessionId?: string;
    };

/**
 * Throws FORBIDDEN unless `actor` may do `action` to the user `id` (any user where it is absent).
 * A user reads its whole app and changes only itself.
 */
export function authorize(actor: Actor, action: Action, id?: string): void {
  switch (actor.kind) {
    case "admin":
      return;
    case "server":
      if (actor.actions.has(action)) return;
      throw new AppError("FORBIDDEN", `This token does not allow to ${action} users`);
    case "user":
      if (action === "read" || id === actor.userId) return;
      throw new AppError(
        "FORBIDDEN",
        `User ${actor.userId} may change only itself; use a server token`,
      );
  }
}

/** Throws FORBIDDEN unless `actor` is the administrator. */
export function authorizeAdmin(actor: Actor): void {
  if (actor.kind === "admin") return;
  throw new AppError("FORBIDDEN", "Only the dashboard's administrator may do this");
}
