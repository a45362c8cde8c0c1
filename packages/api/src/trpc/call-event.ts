import { subscribe, tracingChannel, unsubscribe } from "node:diagnostics_channel";
import type { ErrorCode } from "@roster/contract";
import type { Actor } from "../auth/actor.js";

/** A call of a procedure as it starts. */
export interface CallStart {
  readonly requestId: string;
  /** The procedure's path in the router: `users.add`. */
  readonly path: string;
}

/** A call of a procedure that has ended, with or without an error. */
export interface CallEvent extends CallStart {
  /** Undefined if the caller was not authenticated. */
  readonly appId: string | undefined;
  /** Undefined if the caller was not authenticated. Only the kind, since logs must not retain erased users. */
  readonly actor: Actor["kind"] | undefined;
  readonly code: "OK" | ErrorCode;
  readonly seconds: number;
}

/** A tracing channel that reports every call in this process: a {@link CallStart} that becomes a {@link CallEvent}. */
export const CALL_CHANNEL = "roster:call";

const { start, asyncEnd } = tracingChannel<unknown, CallStart>(CALL_CHANNEL);

/** Runs a call in the context that subscribers bind to it; without subscribers this costs one check. */
export function startCall<Result>(call: CallStart, run: () => Result): Result {
  return start.hasSubscribers ? start.runStores(call, run) : run();
}

/** Reports the outcome of the call that {@link startCall} was given. */
export function endCall(call: CallStart, outcome: Omit<CallEvent, keyof CallStart>): void {
  if (asyncEnd.hasSubscribers) asyncEnd.publish(Object.assign(call, outcome));
}

/** Reports every call that ends in this process until the returned function is called. */
export function onCall(listener: (call: CallEvent) => void): () => void {
  const handle = (message: unknown) => listener(message as CallEvent); // oxlint-disable-line typescript/consistent-type-assertions -- channels are untyped; only endCall publishes here
  subscribe(asyncEnd.name, handle);
  return () => void unsubscribe(asyncEnd.name, handle);
}
