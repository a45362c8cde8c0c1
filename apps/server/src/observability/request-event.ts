import { subscribe, tracingChannel } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Surface, surfaceOf } from "../http/paths.js";

/** An HTTP request whose headers have arrived. */
export interface RequestStart {
  readonly requestId: string;
  /** The caller's trace, if it sent one; tracing replaces it with the trace of the request's span. */
  traceId: string | undefined;
  readonly surface: Surface;
  readonly request: IncomingMessage;
}

/** A request whose response was written or abandoned. */
export interface RequestEvent extends RequestStart {
  /** Undefined if the client disconnected before its response. */
  readonly status: number | undefined;
  readonly seconds: number;
}

/** A tracing channel: a {@link RequestStart} that becomes a {@link RequestEvent}. */
export const REQUEST_CHANNEL = "roster:request";

const { start, asyncEnd } = tracingChannel<unknown, RequestStart>(REQUEST_CHANNEL);

interface ObservedRequest extends Pick<RequestStart, "request" | "requestId"> {
  readonly response: ServerResponse;
}

/** Handles a request and reports it. Without subscribers, this costs two checks. */
export function observeRequest<Result>(
  { request, response, requestId }: ObservedRequest,
  handle: () => Result,
): Result {
  if (!start.hasSubscribers && !asyncEnd.hasSubscribers) return handle();
  const event: RequestStart = {
    requestId,
    traceId: traceIdOf(request.headers["traceparent"]),
    surface: surfaceOf(request.url ?? ""),
    request,
  };
  const startedAt = performance.now();
  response.once("close", () => {
    const status = response.writableFinished ? response.statusCode : undefined;
    const seconds = (performance.now() - startedAt) / 1000;
    asyncEnd.publish(Object.assign(event, { status, seconds }));
  });
  return start.runStores(event, handle);
}

export function onRequestStart(listener: (event: RequestStart) => void): void {
  subscribe(start.name, (message) => listener(message as RequestStart)); // oxlint-disable-line typescript/consistent-type-assertions -- channels are untyped; only observeRequest publishes here
}

export function onRequestEnd(listener: (event: RequestEvent) => void): void {
  subscribe(asyncEnd.name, (message) => listener(message as RequestEvent)); // oxlint-disable-line typescript/consistent-type-assertions -- as above
}

/** @see https://www.w3.org/TR/trace-context/#traceparent-header */
function traceIdOf(traceparent: string | string[] | undefined): string | undefined {
  const parts = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/;
  return parts.exec(String(traceparent))?.[1];
}
