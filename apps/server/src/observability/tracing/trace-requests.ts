import type { IncomingMessage } from "node:http";
import {
  type Attributes,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { REST, type Surface, TRPC } from "../../http/paths.js";
import { REQUEST_CHANNEL, type RequestEvent, type RequestStart } from "../request-event.js";
import type { SpanTree } from "./span-tree.js";

const propagator = new W3CTraceContextPropagator();

/** Probes and pages are not traced: health checks would outnumber everything else. */
const routes: Partial<Record<Surface, string>> = { trpc: `${TRPC}*`, rest: `${REST}*` };

const knownMethods = new Set(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "TRACE"]);

export interface RequestTracing {
  readonly tracer: Tracer;
  /** Whether a request's `traceparent` becomes the parent of its span. */
  readonly acceptsTraceparent: boolean;
}

/**
 * A server span for each request. The URL is not among its attributes, because it contains user ids.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 */
export function traceRequests(tree: SpanTree, options: RequestTracing): void {
  tree.traceChannel<RequestStart, RequestEvent>(REQUEST_CHANNEL, {
    begin(event) {
      const route = routes[event.surface];
      if (route === undefined) return undefined;
      const span = startSpan(event.request, route, options);
      event.traceId = span.spanContext().traceId;
      return span;
    },
    end(span, { requestId, status }) {
      span.setAttribute("roster.request_id", requestId);
      if (status !== undefined) span.setAttribute("http.response.status_code", status);
      if (status !== undefined && status >= 500) {
        span.setAttribute("error.type", String(status)).setStatus({ code: SpanStatusCode.ERROR });
      }
    },
  });
}

function startSpan(
  { method = "", headers, httpVersion }: IncomingMessage,
  route: string,
  { tracer, acceptsTraceparent }: RequestTracing,
): Span {
  const isKnown = knownMethods.has(method);
  const attributes: Attributes = {
    "http.request.method": isKnown ? method : "_OTHER",
    "url.scheme": "http",
    "network.protocol.version": httpVersion,
    "http.route": route,
  };
  const parent = acceptsTraceparent
    ? propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter)
    : ROOT_CONTEXT;
  const name = `${isKnown ? method : "HTTP"} ${route}`;
  return tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
}
