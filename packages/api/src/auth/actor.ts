import type { AdminRole, Scope } from "@roster/contract";
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
      /** What the token's claims allow. */
      readonly actions: ReadonlySet<Action>;
      /** Whether its calls return the data of the users that they change, although it may not read others. */
      readonly returnsData?: boolean;
      /** What its API key allows. */
      readonly scopes: ReadonlySet<Scope>;
      /** The most calls per minute of its API key. */
      readonly ratePerMinute?: number | null;
      /** The token's `exp` in seconds since 1970, if it has one. */
      readonly expiresAt?: number | undefined;
      /** When its API key expires, in microseconds. */
      readonly keyExpiresAt?: bigint | null;
      /** Until when the secret that signed the token is accepted, in microseconds; undefined for the key's current one. */
      readonly secretUntil?: bigint | undefined;
      readonly apiKey: string;
      readonly apiKeyName: string;
    }
  /** One user, with a token that a backend created. */
  | {
      readonly kind: "user";
      readonly appId: string;
      readonly userId: string;
      /** What the API key that signed the token allows. */
      readonly scopes: ReadonlySet<Scope>;
      /** The most calls per minute of that API key. */
      readonly ratePerMinute?: number | null;
      /** The token's `iat` in seconds since 1970, if it has one. */
      readonly issuedAt?: number | undefined;
    }
  | AdminActor;

/** A person who is signed in to the dashboard. */
export interface AdminActor {
  readonly kind: "admin";
  readonly appId: string;
  readonly adminId: string;
  /** The e-mail address, or the name without one. */
  readonly adminName?: string | undefined;
  readonly role: AdminRole;
  /** The apps that this administrator can access; null: all. */
  readonly apps: readonly string[] | null;
  /** The dashboard session, if there is one. */
  readonly sessionId?: string;
}

/** Whose turn a job of this call is. */
export function ownerOf(actor: Actor): JobOwner {
  return { appId: actor.appId, userId: actor.kind === "user" ? actor.userId : undefined };
}
