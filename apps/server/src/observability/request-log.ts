import { type CallEvent, onCall } from "@roster/api";
import type { Logger } from "pino";
import { onRequestEnd, onRequestStart } from "./request-event.js";

/**
 * Writes one line per request, without its URL or body: both contain user ids, and logs outlive erased users.
 */
export function logRequests(log: Logger): void {
  const callsByRequest = new Map<string, CallEvent[]>();
  onRequestStart(({ requestId }) => callsByRequest.set(requestId, []));
  onCall((call) => callsByRequest.get(call.requestId)?.push(call));
  onRequestEnd(({ requestId, traceId, request, surface, status, seconds }) => {
    const calls = callsByRequest.get(requestId) ?? [];
    callsByRequest.delete(requestId);
    const [first] = calls;
    log.info(
      {
        requestId,
        ...(traceId !== undefined && { traceId }),
        method: request.method ?? "",
        surface,
        status,
        ms: round(seconds * 1000),
        ...(first && { app: first.appId, actor: first.actor }),
        calls: calls.map(({ path, code }) => (code === "OK" ? path : `${path}: ${code}`)),
      },
      status === undefined ? "client disconnected before the response" : "request completed",
    );
  });
}

const round = (ms: number) => Math.round(ms * 1000) / 1000;
