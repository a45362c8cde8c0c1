import { tracingChannel } from "node:diagnostics_channel";
import type { ErrorCode } from "@roster/contract";
import type { Actor } from "../auth/actor.js";

/** A completed procedure call, successful or not. */
export interface CallEvent {
  readonly requestId: string;
  /** The procedure's path in the router, such as `users.add`. */
  readonly path: string;
  /** Absent if the caller was not authenticated. */
  readonly appId: string | undefined;
  /** Absent if the caller was not authenticated. Only its kind: logs must not retain erased users. */
  readonly actor: Actor["kind"] | undefined;
  readonly code: "OK" | ErrorCode;
  readonly seconds: number;
}

/** The tracing channel that publishes the start and end of each procedure call, as a {@link CallTrace}. */
export const CALL_CHANNEL = "roster:call";

export interface CallTrace {
  readonly path: string;
  /** Absent until the call has ended. */
  event?: CallEvent;
}

/** Without subscribers, it costs only the check for them. */
export const callChannel = tracingChannel<unknown, CallTrace>(CALL_CHANNEL);
