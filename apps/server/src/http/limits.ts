/** What one process takes at once, and for how long it waits. docs/limits.md has the answers. */
export interface Limits {
  /** Connections past it are answered UNAVAILABLE, and closed. */
  readonly maxConnections: number;
  /** The same of one address; of IPv6 the first 64 bits are one. RATE_LIMITED past it. */
  readonly maxConnectionsPerAddress: number;
  /** Requests that are worked on; those whose bodies are still coming are none. */
  readonly maxRequests: number;
  /** The most bytes of bodies that are held, until their requests are answered. */
  readonly maxBodiesBytes: number;
  /** How long a request may take to come whole, in milliseconds; its head has a sixth of it. */
  readonly requestTimeout: number;
}

export const defaultLimits: Limits = {
  maxConnections: 10_000,
  maxConnectionsPerAddress: 5_000,
  maxRequests: 1_000,
  maxBodiesBytes: 134_217_728,
  requestTimeout: 60_000,
};

/** A body up to this size is read however much is held: there are at most `maxRequests` of them. */
export const SMALL_BODY_BYTES = 16_384;

/** Of the request line and all headers together. */
export const MAX_HEAD_BYTES = 16_384;
export const MAX_HEADERS = 100;

/** Leaves room for the headers. */
export const MAX_URL_LENGTH = 14_000;

/** Longer than the 60 s for which the SDKs keep an idle connection, so that none is closed under them. */
export const KEEP_ALIVE_MS = 75_000;

/** How long an answer may lie unread by a client that is there, in milliseconds. */
export const UNREAD_RESPONSE_MS = 30_000;
