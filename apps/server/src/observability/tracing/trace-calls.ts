import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { CALL_CHANNEL, type CallTrace } from "@roster/api";
import { errors } from "@roster/contract";
import type { SpanTree } from "./span-tree.js";

/** A span for each call of a procedure: what it waited for stands below it. */
export function traceCalls(tree: SpanTree): void {
  tree.traceChannel<CallTrace>(CALL_CHANNEL, {
    begin: ({ path }) => {
      const attributes = { "rpc.system.name": "trpc", "rpc.method": path };
      const request = tree.current;
      return request && tree.startChild(request, path, { kind: SpanKind.INTERNAL, attributes });
    },
    end(span, { event }) {
      if (!event) return;
      const { code, appId, actor } = event;
      span.setAttribute("rpc.response.status_code", code);
      if (appId !== undefined) span.setAttribute("roster.app", appId);
      if (actor !== undefined) span.setAttribute("roster.actor", actor);
      // What the caller did wrong is no failure of the server.
      if (code === "OK" || errors[code].httpStatus < 500) return;
      span.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR });
    },
  });
}
