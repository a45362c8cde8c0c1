import { tracingChannel } from "node:diagnostics_channel";
import type { ErrorCode } from "@roster/contract";
import type { Actor } from "../auth/actor.js";

/** A call of a procedure that has ended, well or not. */
export interface CallEvent {
  readonly requestId: string;
  /** As the router names the procedure: `users.add`. */
  readonly path: string;
  /** Absent where the caller was not known. */
  readonly appId: string | undefined;
  /** Absent where the caller was not known. Its kind alone, since an erased user may not live on in a log. */
  readonly actor: Actor["kind"] | undefined;
  readonly code: "OK" | ErrorCode;
  readonly seconds: number;
}

/** Where each call of a procedure is told of, as a {@link CallTrace}: when it begins and when it has ended. */
export const CALL_CHANNEL = "roster:call";

export interface CallTrace {
  readonly path: string;
  /** Absent until it has. */
  event?: CallEvent;
}

/** Where nobody listens, it costs no more than the look whether somebody does. */
export const callChannel = tracingChannel<unknown, CallTrace>(CALL_CHANNEL);
