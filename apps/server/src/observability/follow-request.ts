import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CallEvent, RequestObserver } from "@roster/api";
import { type Surface, surfaceOf } from "../http/paths.js";
import type { Tracing } from "./tracing/tracing.js";

/** A request whose answer has been written, or given up. */
export interface RequestEvent {
  readonly requestId: string;
  /** Of the request's span, or of the caller's own trace, where there is one. */
  readonly traceId: string | undefined;
  readonly method: string;
  readonly surface: Surface;
  /** Absent where the client had gone before it was answered. */
  readonly status: number | undefined;
  readonly seconds: number;
  /** The calls that the request made, as they ended. */
  readonly calls: readonly CallEvent[];
}

export interface Followed extends RequestObserver {
  /** Does what is to be told as part of the request; absent where nobody traces it. */
  readonly within?: (<Result>(work: () => Result) => Result) | undefined;
}

export type Follow = (request: IncomingMessage, response: ServerResponse) => Followed;

/** What follows each request to its end, and then tells all that want to know. */
export function createFollow(
  listeners: readonly ((ended: RequestEvent) => void)[],
  tracing?: Tracing,
): Follow {
  return (request, response) => {
    const { method = "", url = "", headers } = request;
    const surface = surfaceOf(url);
    const requestId = randomUUID();
    // Whoever asks every second whether the server lives would be most of all traces.
    const span = surface === "other" ? undefined : tracing?.startRequest(request);
    const traceId = span?.traceId ?? traceIdOf(headers["traceparent"]);
    const start = performance.now();
    const calls: CallEvent[] = [];
    response.once("close", () => {
      const status = response.writableFinished ? response.statusCode : undefined;
      const seconds = (performance.now() - start) / 1000;
      const ended = { requestId, traceId, method, surface, status, seconds, calls };
      for (const tell of listeners) tell(ended);
      span?.end(ended);
    });
    return { requestId, onCall: (call) => calls.push(call), within: span?.run };
  };
}

/** @see https://www.w3.org/TR/trace-context/#traceparent-header */
function traceIdOf(traceparent: string | string[] | undefined): string | undefined {
  const parts = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/;
  return parts.exec(String(traceparent))?.[1];
}
