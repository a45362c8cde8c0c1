import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { CALL_TRACES, type TracedCall } from "@roster/api";
import { errors } from "@roster/contract";
import type { SpanTree } from "./span-tree.js";

/** A span for each call of a procedure: what it waited for stands below it. */
export function traceCalls(tree: SpanTree): void {
  tree.follow<TracedCall>(CALL_TRACES, {
    begin: ({ path }) => {
      const attributes = { "rpc.system.name": "trpc", "rpc.method": path };
      const request = tree.current;
      return request && tree.beginIn(request, path, { kind: SpanKind.INTERNAL, attributes });
    },
    end(span, { ended }) {
      if (!ended) return;
      const { code, appId, actor } = ended;
      span.setAttribute("rpc.response.status_code", code);
      if (appId !== undefined) span.setAttribute("roster.app", appId);
      if (actor !== undefined) span.setAttribute("roster.actor", actor);
      // What the caller did wrong is no failure of the server.
      if (code === "OK" || errors[code].httpStatus < 500) return;
      span.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR });
    },
  });
}
