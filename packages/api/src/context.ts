import type { Actor } from "./auth/actor.js";
import type { Credentials } from "./auth/authenticator.js";
import type { Services } from "./services.js";

/** Who calls: credentials to be verified, or an actor that the surface has verified already. */
export type Caller =
  | { readonly credentials: Credentials; readonly actor?: never }
  | { readonly actor: Actor; readonly credentials?: never };

export interface Context {
  readonly services: Services;
  readonly caller: Caller;
  /** Names the request in the log and in every error. */
  readonly requestId: string;
}
