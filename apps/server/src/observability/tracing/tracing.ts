import type { IncomingMessage } from "node:http";

/** What sends the spans of this process's requests to a collector. */
export interface Tracing {
  startRequest(request: IncomingMessage): RequestSpan;
  /** Sends what is not sent yet, or gives it up where that takes too long. */
  stop(): Promise<void>;
}

/** One request, from its headers to the last byte of the answer. */
export interface RequestSpan {
  /** The caller's own, where it sent one. */
  readonly traceId: string;
  /** Does what is part of the request. */
  readonly run: <Result>(work: () => Result) => Result;
  /** Without a status where the client had gone before its answer. */
  end(ended: { readonly requestId: string; readonly status: number | undefined }): void;
}
