import { type AdminRole, AppError, includesRole, type Scope } from "@roster/contract";
import type { Action, Actor, AdminActor } from "./actor.js";

/** Who may call a procedure. */
export interface Access {
  /** What the caller's API key must allow; null if no API key is enough. */
  readonly scope: Scope | null;
  /** The least that an administrator must be. */
  readonly role: AdminRole;
  /** Whether only administrators of all apps may make the call. */
  readonly allApps?: true;
  /** Whether user tokens may make the call. What they see and change of it, the procedure decides. */
  readonly endUsers?: true;
}

/** The action that a server token's claims must allow. */
const actions: Readonly<Record<Scope, Action>> = {
  "users:read": "read",
  "users:write": "write",
  "users:remove": "delete",
  "tokens:create": "write",
  "schema:write": "write",
  "indexes:write": "write",
  "stats:read": "read",
  "events:read": "read",
  "webhooks:write": "write",
  "audit:read": "read",
  "keys:write": "write",
};

/** @throws AppError FORBIDDEN, naming what is missing. */
export function assertAllowed(actor: Actor, { scope, role, allApps, endUsers }: Access): void {
  if (actor.kind === "admin") {
    assertRole(actor.role, role);
    if (allApps) assertAllApps(actor.apps);
    return;
  }
  if (scope === null) throw adminsOnly();
  if (actor.kind === "user" && !endUsers) throw backendOnly();
  if (!actor.scopes.has(scope)) {
    throw missing(scope, `This call requires an API key with the scope ${scope}`);
  }
  if (actor.kind === "server") assertActions(actor, [actions[scope]]);
}

/** @throws AppError FORBIDDEN for an action that the token does not allow. */
export function assertActions(
  actor: Actor & { readonly kind: "server" },
  required: Iterable<Action>,
): void {
  for (const action of required) {
    if (actor.actions.has(action)) continue;
    throw forbidden(`This token does not allow the caller to ${action} users`);
  }
}

/** For what a procedure offers only to backends and administrators. @throws AppError FORBIDDEN for user tokens. */
export function assertBackend(actor: Actor): void {
  if (actor.kind === "user") throw backendOnly();
}

/**
 * For giving an API key these scopes, or changing one that has them. An administrator may; a server token may if it can
 * use each of them itself.
 *
 * @throws AppError FORBIDDEN, naming what is missing.
 */
export function assertHolds(actor: Actor, scopes: readonly Scope[]): void {
  if (actor.kind === "admin") return;
  if (actor.kind === "user") throw backendOnly();
  if (actor.secretUntil !== undefined) {
    throw forbidden(
      "A token signed with a key's previous secret cannot manage API keys; sign it with the current one",
    );
  }
  for (const scope of scopes) {
    if (!actor.scopes.has(scope)) {
      const message = `Only an API key with the scope ${scope} can grant it or change keys that have it`;
      throw missing(scope, message);
    }
    assertActions(actor, [actions[scope]]);
  }
}

/** A user token changes only its own user. @throws AppError FORBIDDEN */
export function assertOwn(actor: Actor, id: string | undefined): void {
  if (actor.kind !== "user" || id === actor.userId) return;
  throw forbidden(`User ${actor.userId} can only change itself; use a server token`);
}

/** The caller of a procedure that only administrators can call. */
export function asAdmin(actor: Actor): AdminActor {
  if (actor.kind === "admin") return actor;
  throw adminsOnly();
}

/** Whether an administrator can access an app. */
export function canAccess(
  { apps }: { readonly apps: readonly string[] | null },
  appId: string,
): boolean {
  return apps === null || apps.includes(appId);
}

function assertAllApps(apps: readonly string[] | null): void {
  if (apps !== null) throw forbidden("This call requires an administrator of all apps");
}

function assertRole(actual: AdminRole, required: AdminRole): void {
  if (includesRole(actual, required)) return;
  throw forbidden(`This call requires an administrator with the role ${required}`);
}

const adminsOnly = () => forbidden("Only the dashboard's administrators can make this call");

const backendOnly = () => forbidden("A user token cannot make this call; use a server token");

const missing = (missingScope: Scope, message: string) =>
  new AppError("FORBIDDEN", message, { details: { missingScope } });

const forbidden = (message: string) => new AppError("FORBIDDEN", message);
