import type { IncomingMessage } from "node:http";
import {
  type Attributes,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { REST, surfaceOf, TRPC } from "../../http/paths.js";
import type { SpanTree } from "./span-tree.js";
import type { RequestSpan } from "./tracing.js";

const propagator = new W3CTraceContextPropagator();

const routes = { trpc: `${TRPC}*`, rest: `${REST}*`, other: undefined };

const knownMethods = new Set(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "TRACE"]);

export interface RequestSpanOptions {
  readonly tracer: Tracer;
  readonly tree: SpanTree;
  /** Whether a request's `traceparent` says what its span belongs to. */
  readonly acceptsTraceparent: boolean;
}

/**
 * A server span. The address is not among its attributes, as it is nowhere in the log: it names users.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 */
export function startRequestSpan(
  { method = "", url = "", headers, httpVersion }: IncomingMessage,
  { tracer, tree, acceptsTraceparent: takesParents }: RequestSpanOptions,
): RequestSpan {
  const known = knownMethods.has(method) ? method : "_OTHER";
  const route = routes[surfaceOf(url)];
  const attributes: Attributes = {
    "http.request.method": known,
    "url.scheme": "http",
    "network.protocol.version": httpVersion,
  };
  if (route !== undefined) attributes["http.route"] = route;
  const parent = takesParents
    ? propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter)
    : ROOT_CONTEXT;
  const verb = known === "_OTHER" ? "HTTP" : known;
  const name = route === undefined ? verb : `${verb} ${route}`;
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return {
    traceId: span.spanContext().traceId,
    run: (work) => tree.run(span, work),
    end({ requestId, status }) {
      span.setAttribute("roster.request_id", requestId);
      if (status !== undefined) span.setAttribute("http.response.status_code", status);
      if (status !== undefined && status >= 500) {
        span.setAttribute("error.type", String(status)).setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}
