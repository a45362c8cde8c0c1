import type { Actor } from "../auth/actor.js";
import type { Credentials } from "../auth/authenticator.js";
import type { CallEvent } from "./call-event.js";
import type { RateStatus } from "../rate-limit/token-bucket.js";
import type { Services } from "../services.js";

/** The caller: credentials to verify, or an actor that the surface has already verified. */
export type Caller =
  | { readonly credentials: Credentials; readonly actor?: never }
  | { readonly actor: Actor; readonly credentials?: never };

/** How a surface observes a request. */
export interface RequestObserver {
  /** Identifies the request in the log and in every error. */
  readonly requestId: string;
  /** Called after each procedure call of the request. Must not throw. */
  readonly onCall?: (call: CallEvent) => void;
  /** Called with the caller's rate status at each call. Must not throw. */
  readonly onRate?: (status: RateStatus) => void;
}

export interface Context extends RequestObserver {
  readonly services: Services;
  readonly caller: Caller;
  /** Whether inputs come from parseExactJson, so without getters, dates or array holes. Default: unknown. */
  readonly isJson?: boolean;
}
