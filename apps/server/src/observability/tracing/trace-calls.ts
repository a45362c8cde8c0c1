import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { CALL_CHANNEL, type CallEvent, type CallStart } from "@roster/api";
import { errors } from "@roster/contract";
import type { SpanTree } from "./span-tree.js";

/** A span for each procedure call, and the parent of the spans of the work that the call waited for. */
export function traceCalls(tree: SpanTree): void {
  tree.traceChannel<CallStart, CallEvent>(CALL_CHANNEL, {
    begin: ({ path }) => {
      const attributes = { "rpc.system.name": "trpc", "rpc.method": path };
      const request = tree.current;
      return request && tree.startChild(request, path, { kind: SpanKind.INTERNAL, attributes });
    },
    end(span, { code, appId, actor }) {
      span.setAttribute("rpc.response.status_code", code);
      if (appId !== undefined) span.setAttribute("roster.app", appId);
      if (actor !== undefined) span.setAttribute("roster.actor", actor);
      // A caller's mistake is not an error of the server.
      if (code === "OK" || errors[code].httpStatus < 500) return;
      span.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR });
    },
  });
}
