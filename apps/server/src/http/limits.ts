import type { ConnectionLimits } from "@roster/http";

/** The load that one process accepts at once, and how long it waits. docs/limits.md lists the responses. */
export interface Limits extends ConnectionLimits {
  /** Requests being processed, not counting those whose bodies are still arriving. */
  readonly maxRequests: number;
  /** How long a request may wait for others, in milliseconds; then the server is overloaded. */
  readonly maxWait: number;
  /** Bytes of request bodies in memory, counted until their responses. */
  readonly maxBodiesBytes: number;
  /** Bytes of users' data in memory of responses that are not yet written. */
  readonly maxResponsesBytes: number;
  /** Bytes in memory of request heads over {@link MAX_HEAD_BYTES} that are still arriving. */
  readonly maxHeadsBytes: number;
  /** How long a request may take to arrive, in milliseconds; its head may take a sixth of that. */
  readonly requestTimeout: number;
}

export const defaultLimits: Limits = {
  maxConnections: 10_000,
  maxConnectionsPerAddress: 5_000,
  maxRequests: 10_000,
  maxWait: 500,
  maxBodiesBytes: 134_217_728,
  maxResponsesBytes: 25_165_824,
  maxHeadsBytes: 67_108_864,
  requestTimeout: 60_000,
};

/** Bodies up to this size are always read, because each connection has at most one. */
export const SMALL_BODY_BYTES = 16_384;

/** The request line and all headers together. REST's URLs name up to a thousand users. */
export const MAX_HEAD_BYTES = 16_384;
export const MAX_REST_HEAD_BYTES = 65_536;
export const MAX_HEADERS = 100;

/** Leave room for the headers. */
export const MAX_URL_LENGTH = 14_000;
export const MAX_REST_URL_LENGTH = 60_000;

/** Longer than the 60 s for which the SDKs keep idle connections, so that the SDK closes them first. */
export const KEEP_ALIVE_MS = 75_000;

/** How long a connected client may leave a response unread, in milliseconds. */
export const UNREAD_RESPONSE_MS = 30_000;
