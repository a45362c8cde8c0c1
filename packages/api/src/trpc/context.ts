import type { Surface } from "@roster/contract";
import type { Actor } from "../auth/actor.js";
import type { Credentials } from "../auth/authenticator.js";
import type { RateStatus } from "../rate-limit/token-bucket.js";
import type { Services } from "../services.js";

/** The caller: credentials to verify, or an actor that the surface has already verified. */
export type Caller =
  | { readonly credentials: Credentials; readonly actor?: never }
  | {
      readonly actor: Actor;
      readonly credentials?: never;
      /** The API key whose rate limits apply; absent for a caller without limits, such as the administrator. */
      readonly apiKey?: string | undefined;
    };

/** The properties of the request for which a surface calls procedures. */
export interface RequestContext {
  /** Identifies the request in logs and errors. Default: a random one. */
  readonly requestId?: string | undefined;
  /** Where the request came in. Default: tRPC. */
  readonly surface?: Surface | undefined;
  /** For whom the caller says that it acts. Only logged, and only for server tokens and the administrator. */
  readonly onBehalfOf?: string | undefined;
  /** Where the request comes from; called only if the API key is limited to some addresses. */
  readonly getAddress?: (() => string) | undefined;
  /** Called only by what needs it; the signal is aborted when the caller no longer waits for the response. */
  readonly getSignal?: (() => AbortSignal) | undefined;
  /** Called whenever a call of the request waits for or runs a scan; must not throw. */
  readonly onScan?: (() => void) | undefined;
  /** The length of an input that is not yet parsed. */
  readonly inputLength?: (() => Promise<number>) | undefined;
  /** Counts bytes of the response until it is written or abandoned. */
  readonly hold?: ((bytes: number) => void) | undefined;
  /** Receives the caller's rate status at each call; must not throw. */
  readonly onRate?: ((status: RateStatus) => void) | undefined;
}

export interface Context extends RequestContext {
  readonly requestId: string;
  readonly surface: Surface;
  readonly services: Services;
  readonly caller: Caller;
}
