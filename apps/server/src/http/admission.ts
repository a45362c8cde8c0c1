import type { IncomingMessage, ServerResponse } from "node:http";
import { validateRequest } from "./validate-request.js";
import { ConnectionLimiter } from "./connection-limiter.js";
import { ConcurrencyLimiter, type Slot } from "./concurrency-limiter.js";
import { defaultLimits, type Limits } from "./limits.js";
import { HEALTH, READY } from "./paths.js";

/** What decides which requests are worked on: one for all servers of a process. */
export interface Admission {
  readonly limits: Limits;
  readonly connections: ConnectionLimiter;
  readonly limiter: ConcurrencyLimiter;
}

export function createAdmission(limits: Limits = defaultLimits): Admission {
  return {
    limits,
    connections: new ConnectionLimiter(limits),
    limiter: new ConcurrencyLimiter(limits),
  };
}

/** @throws AppError that says why the request is not worked on. */
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
  // Whoever asks whether the server lives, or takes calls, hears of it under any load.
  const isProbe = request.url === HEALTH || request.url === READY;
  return isProbe ? unlimitedSlot : limiter.acquire(response);
}

const unlimitedSlot: Slot = { reserve: () => undefined, releaseWhile: (sent) => sent };
