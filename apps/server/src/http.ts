import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Logger } from "@roster/api";
import type { Answer } from "./answer.js";
import { corsHeaders, preflightHeaders } from "./cors.js";
import type { Settings } from "./env.js";
import type { Follow } from "./follow-request.js";
import { route, type RouteOptions } from "./routes.js";
import { answerByStockTrpc, isForStockTrpc } from "./stock-trpc.js";

export interface HttpOptions extends RouteOptions {
  readonly corsOrigins: Settings["corsOrigins"];
  readonly log: Logger;
  /** Follows each request to its end; absent where nobody wants to know. */
  readonly follow?: Follow | undefined;
}

/** Longer than the 60 s for which the SDKs keep an idle connection, so that none is closed under them. */
const KEEP_ALIVE_MS = 75_000;

export function createHttpServer(options: HttpOptions): Server {
  const server = createServer((request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      options.log.error({ err: error, url: request.url }, "a request was not answered");
      response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const { origin } = request.headers;
  if (request.method === "OPTIONS") {
    response.writeHead(204, preflightHeaders(origin, options.corsOrigins)).end();
    return;
  }
  const trace = options.follow?.(request, response);
  const cors = corsHeaders(origin, options.corsOrigins);
  if (!isForStockTrpc(request)) {
    write(request, response, { answer: await route(request, options, trace), cors });
    return;
  }
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  const answer = await answerByStockTrpc(request, response, { ...options, trace });
  if (answer) write(request, response, { answer, cors });
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, cors }: { answer: Answer; cors: Record<string, string> },
): void {
  const { status, headers, body } = answer;
  const all: OutgoingHttpHeaders = { ...headers, ...cors };
  if (cors["vary"] && headers["vary"]) all["vary"] = `${cors["vary"]}, ${headers["vary"]}`;
  if (status !== 204) all["content-length"] = Buffer.byteLength(body);
  // A body that was not read to its end would be taken for the next request.
  if (!request.complete) all["connection"] = "close";
  response.writeHead(status, all);
  response.end(request.method === "HEAD" ? undefined : body);
}
