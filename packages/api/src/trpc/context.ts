import type { Actor } from "../auth/actor.js";
import type { Credentials } from "../auth/authenticator.js";
import type { CallEvent } from "./call-event.js";
import type { RateStatus } from "../rate-limit/token-bucket.js";
import type { Services } from "../services.js";

/** Who calls: credentials to be verified, or an actor that the surface has verified already. */
export type Caller =
  | { readonly credentials: Credentials; readonly actor?: never }
  | { readonly actor: Actor; readonly credentials?: never };

/** What a surface follows a request with. */
export interface RequestObserver {
  /** Names the request in the log and in every error. */
  readonly requestId: string;
  /** Told of each of the request's calls when it has ended; must not throw. */
  readonly onCall?: (call: CallEvent) => void;
  /** Told of what is left of the caller's rate, at each call; must not throw. */
  readonly onRate?: (status: RateStatus) => void;
}

export interface Context extends RequestObserver {
  readonly services: Services;
  readonly caller: Caller;
  /** Whether inputs are what parseExactJson has read: no getters, dates or holes. Default: not known. */
  readonly isJson?: boolean;
}
