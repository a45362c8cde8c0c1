import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "@roster/api";

export interface MetricsServerOptions {
  /** What whoever asks has to bear; absent: anybody who reaches the address may ask. */
  readonly token: string | undefined;
  /** The metrics of all processes, in Prometheus' text format. */
  readonly render: () => Promise<string>;
  readonly log: Logger;
}

/** Answers GET /metrics, on a port of its own: whoever may use the API need not see this. */
export function createMetricsServer(options: MetricsServerOptions): Server {
  return createServer((request, response) => {
    handleMetrics(request, response, options).catch((error: unknown) => {
      options.log.error({ err: error }, "the metrics were not answered");
      writeText(response, 500, "The metrics cannot be collected; the log says why\n");
    });
  });
}

async function handleMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  { token, render }: MetricsServerOptions,
): Promise<void> {
  if (request.url?.split("?", 1)[0] !== "/metrics") {
    writeText(response, 404, "Metrics are at /metrics\n");
  } else if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    writeText(response, 405, "Metrics are asked for by GET\n");
  } else if (token !== undefined && !hasToken(request.headers.authorization, token)) {
    response.setHeader("www-authenticate", "Bearer");
    writeText(response, 401, "Bear the token of ROSTER_METRICS_TOKEN\n");
  } else {
    writeText(response, 200, await render());
  }
}

/** Compares digests, which takes as long for any two. */
function hasToken(authorization = "", token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function writeText(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  response.end(body);
}
