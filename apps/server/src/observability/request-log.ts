import type { Logger } from "pino";
import type { RequestEvent } from "./follow-request.js";

/**
 * One line a request. Neither its address nor its body stands there: both name users, and a log outlives
 * those that are erased.
 */
export function logRequests(log: Logger): (ended: RequestEvent) => void {
  return ({ requestId, traceId, method, surface, status, seconds, calls }) => {
    const [first] = calls;
    log.info(
      {
        requestId,
        ...(traceId !== undefined && { traceId }),
        method,
        surface,
        status,
        ms: round(seconds * 1000),
        ...(first && { app: first.appId, actor: first.actor }),
        calls: calls.map(({ path, code }) => (code === "OK" ? path : `${path}: ${code}`)),
      },
      status === undefined ? "client disconnected before the response" : "request completed",
    );
  };
}

const round = (ms: number) => Math.round(ms * 1000) / 1000;
