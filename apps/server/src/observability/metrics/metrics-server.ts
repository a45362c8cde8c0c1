import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "@roster/api";
import { hasUnsupportedTransferCoding, privateHeaders } from "@roster/http";

export interface MetricsServerOptions {
  /** The bearer token that a request needs; undefined: none. */
  readonly token: string | undefined;
  /** The metrics of all processes in the Prometheus text format. */
  readonly render: () => Promise<string>;
  readonly log: Logger;
}

/** A few programs collect metrics. In milliseconds; a client beyond a limit is disconnected. */
const limits = { headersTimeout: 10_000, requestTimeout: 10_000, maxConnections: 100 };

/** Serves GET /metrics on a separate port, because users of the API should not see them. */
export function createMetricsServer(options: MetricsServerOptions): Server {
  const server = createServer(limits, (request, response) => {
    handleMetrics(request, response, options).catch((error: unknown) => {
      options.log.error({ err: error }, "metrics request failed");
      writeText(response, 500, "The metrics cannot be collected; see the log\n");
    });
  });
  server.maxConnections = limits.maxConnections;
  return server;
}

async function handleMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  { token, render }: MetricsServerOptions,
): Promise<void> {
  if (hasUnsupportedTransferCoding(request)) {
    response.setHeader("connection", "close");
    writeText(response, 400, "Transfer-Encoding must be chunked, with HTTP/1.1\n");
  } else if (request.url?.split("?", 1)[0] !== "/metrics") {
    writeText(response, 404, "Metrics are at /metrics\n");
  } else if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    writeText(response, 405, "Use GET for /metrics\n");
  } else if (token !== undefined && !hasToken(request.headers.authorization, token)) {
    response.setHeader("www-authenticate", "Bearer");
    writeText(response, 401, "Send the token of ROSTER_METRICS_TOKEN as a bearer token\n");
  } else {
    writeText(response, 200, await render());
  }
}

/** Compares digests in constant time. */
function hasToken(authorization = "", token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function writeText(response: ServerResponse, status: number, body: string): void {
  const type = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
  response.writeHead(status, { ...privateHeaders, ...type }).end(body);
}
