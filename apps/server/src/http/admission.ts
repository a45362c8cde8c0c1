import type { IncomingMessage, ServerResponse } from "node:http";
import { ConnectionLimiter, HEALTH_PATH, READY_PATH, type Slot } from "@roster/http";
import { ConcurrencyLimiter } from "./concurrency-limiter.js";
import { HeadLimiter } from "./head-limiter.js";
import { defaultLimits, type Limits } from "./limits.js";
import { validateRequest } from "./validate-request.js";

/** Decides which requests are processed; shared by all servers of a process. */
export interface Admission {
  readonly limits: Limits;
  readonly connections: ConnectionLimiter;
  readonly heads: HeadLimiter;
  readonly limiter: ConcurrencyLimiter;
}

export function createAdmission(limits: Limits = defaultLimits): Admission {
  return {
    limits,
    connections: new ConnectionLimiter(limits),
    heads: new HeadLimiter(limits),
    limiter: new ConcurrencyLimiter(limits),
  };
}

/** @throws AppError with the reason for rejecting the request. */
export function admitRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { connections, limiter }: Admission,
): Slot {
  const rejection = connections.rejectionOf(request.socket);
  if (rejection) {
    response.setHeader("connection", "close");
    throw rejection;
  }
  validateRequest(request);
  // Health and readiness checks, and preflight requests, which cost nothing, get a response under any load.
  const { url, method } = request;
  const isProbe = url === HEALTH_PATH || url === READY_PATH || method === "OPTIONS";
  return isProbe ? unlimitedSlot : limiter.acquire(response);
}

const unlimitedSlot: Slot = {
  reserve: () => undefined,
  releaseWhile: (upload) => upload,
  leave: () => {},
};
