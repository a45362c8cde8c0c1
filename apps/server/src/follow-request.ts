import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { EndedCall, Trace } from "@roster/api";
import { REST, TRPC } from "./places.js";

/** A request whose answer has been written, or given up. */
export interface EndedRequest {
  readonly requestId: string;
  /** Of the caller's own trace, where it sent one. */
  readonly traceId: string | undefined;
  readonly method: string;
  readonly surface: "trpc" | "rest" | "other";
  /** Absent where the client had gone before it was answered. */
  readonly status: number | undefined;
  readonly seconds: number;
  /** The calls that the request made, as they ended. */
  readonly calls: readonly EndedCall[];
}

export type Follow = (request: IncomingMessage, response: ServerResponse) => Trace;

/** What follows each request to its end, and then tells all that want to know. */
export function createFollow(listeners: readonly ((ended: EndedRequest) => void)[]): Follow {
  return ({ method = "", url = "", headers }, response) => {
    const requestId = randomUUID();
    const traceId = traceIdOf(headers["traceparent"]);
    const start = performance.now();
    const calls: EndedCall[] = [];
    response.once("close", () => {
      const status = response.writableFinished ? response.statusCode : undefined;
      const seconds = (performance.now() - start) / 1000;
      const surface = surfaceOf(url);
      const ended = { requestId, traceId, method, surface, status, seconds, calls };
      for (const tell of listeners) tell(ended);
    });
    return { requestId, onCall: (call) => calls.push(call) };
  };
}

function surfaceOf(url: string): EndedRequest["surface"] {
  if (url.startsWith(TRPC)) return "trpc";
  return url.startsWith(REST) ? "rest" : "other";
}

/** @see https://www.w3.org/TR/trace-context/#traceparent-header */
function traceIdOf(traceparent: string | string[] | undefined): string | undefined {
  const parts = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/;
  return parts.exec(String(traceparent))?.[1];
}
