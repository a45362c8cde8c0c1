import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { RequestObserver } from "@roster/api";
import type { HttpResponse } from "./response.js";
import { readBody } from "./body.js";
import { corsHeaders, preflightHeaders } from "./cors.js";
import type { Settings } from "../env.js";
import { ResponseThrottle } from "./response-throttle.js";
import type { Follow } from "../observability/follow-request.js";
import type { Slot } from "./concurrency-limiter.js";
import { admitRequest, createAdmission, type Admission } from "./admission.js";
import { KEEP_ALIVE_MS, MAX_HEAD_BYTES, SMALL_BODY_BYTES, UNREAD_RESPONSE_MS } from "./limits.js";
import type { RouteOptions } from "./paths.js";
import { rejectMalformedRequest, rejectTunnel } from "./reject-socket.js";
import { errorResponse } from "./error-response.js";
import { route } from "./routes.js";
import { answerByStockTrpc, isForStockTrpc } from "../trpc/stock-trpc.js";

export interface HttpOptions extends RouteOptions {
  readonly corsOrigins: Settings["corsOrigins"];
  /** Follows each request to its end; absent where nobody wants to know. */
  readonly follow?: Follow | undefined;
  /** Shared by the servers of the process. Default: one of its own, with the default limits. */
  readonly admission?: Admission;
}

/** How often Node looks for requests that take too long to come, in milliseconds. */
const CHECKING_INTERVAL = 1_000;

/** Connections past the limit that are told why they are closed. */
const MAX_REJECTED_CONNECTIONS = 1_000;

export function createHttpServer(options: HttpOptions): Server {
  const admission = options.admission ?? createAdmission();
  const { requestTimeout } = admission.limits;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    handleRequest(request, response, { ...options, admission }).catch((error: unknown) => {
      // Without its address, which names users.
      options.log.error({ err: error, method: request.method }, "a request was not answered");
      response.destroy();
    });
  };
  const server = createServer(
    {
      maxHeaderSize: MAX_HEAD_BYTES,
      headersTimeout: requestTimeout / 6,
      requestTimeout,
      connectionsCheckingInterval: Math.min(CHECKING_INTERVAL, requestTimeout / 6),
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false, // check-request.ts says it in words
    },
    answer,
  );
  // Node would ask for the body, or refuse, by itself.
  server.on("checkContinue", answer).on("checkExpectation", answer);
  server.on("connection", (socket) => admission.connections.add(socket));
  // Those between are told why; past it Node cuts them without a word.
  server.maxConnections = admission.limits.maxConnections + MAX_REJECTED_CONNECTIONS;
  server.on("clientError", rejectMalformedRequest);
  server.on("connect", (_request, socket) => rejectTunnel(socket));
  return server;
}

/** Of the process, whose one event loop serves all. */
const throttle = new ResponseThrottle();

type HandlerOptions = HttpOptions & { readonly admission: Admission };

async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: HandlerOptions,
): Promise<void> {
  const { origin } = request.headers;
  if (request.method === "OPTIONS") {
    response.writeHead(204, preflightHeaders(origin, options.corsOrigins)).end();
    return;
  }
  const trace = options.follow?.(request, response);
  const cors = corsHeaders(origin, options.corsOrigins);
  const { readiness } = options.api;
  if (readiness.isDraining) response.setHeader("connection", "close");
  const work = () => respond(request, response, { ...options, trace, cors });
  const answer = await (trace?.within ? trace.within(work) : work());
  if (!answer) return;
  const wait = throttle.wait();
  if (wait) await wait;
  write(request, response, { answer, cors, isDraining: readiness.isDraining });
}

/** Undefined where tRPC's own adapter has written the answer. */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: HandlerOptions & {
    readonly trace: RequestObserver | undefined;
    readonly cors: Record<string, string>;
  },
): Promise<HttpResponse | undefined> {
  let slot: Slot;
  try {
    slot = admitRequest(request, response, options.admission);
  } catch (error) {
    return errorResponse(request.url ?? "/", error, options);
  }
  const body = { response, slot, limitBytes: options.maxBodyBytes };
  const routed = { ...options, readBody: () => readBody(request, body) };
  if (!isForStockTrpc(request)) return route(request, routed);
  for (const [name, value] of Object.entries(options.cors)) response.setHeader(name, value);
  return answerByStockTrpc(request, response, routed);
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  {
    answer,
    cors,
    isDraining,
  }: { answer: HttpResponse; cors: Record<string, string>; isDraining: boolean },
): void {
  const { status, headers, body } = answer;
  const all: OutgoingHttpHeaders = { ...headers, ...cors };
  if (cors["vary"] && headers["vary"]) all["vary"] = `${cors["vary"]}, ${headers["vary"]}`;
  if (status !== 204) all["content-length"] = Buffer.byteLength(body);
  if (isDraining || !canReadPast(request)) all["connection"] = "close";
  response.writeHead(status, all);
  response.end(request.method === "HEAD" ? undefined : body);
  // Node closes the connection when it has been still for so long.
  if (response.writableLength > 0) response.setTimeout(UNREAD_RESPONSE_MS);
}

/**
 * Whether what is left of a request is so little that Node may read past it, to the next request. More would be
 * read for nothing, and a client that asks before it sends its body may never send it.
 */
function canReadPast({ complete, headers }: IncomingMessage): boolean {
  if (complete) return true;
  const announced = Number(headers["content-length"] ?? Infinity);
  return announced <= SMALL_BODY_BYTES && headers.expect === undefined;
}
