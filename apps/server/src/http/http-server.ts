import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  discardBody,
  disconnectSignal,
  type HttpResponse,
  readBody,
  type Slot,
} from "@roster/http";
import type { Settings } from "../env.js";
import { observeRequest } from "../observability/request-event.js";
import { type Admission, admitRequest, createAdmission } from "./admission.js";
import { overloadedError } from "./concurrency-limiter.js";
import { corsHeaders, preflightHeaders } from "./cors.js";
import { errorResponse } from "./error-response.js";
import {
  KEEP_ALIVE_MS,
  MAX_REST_HEAD_BYTES,
  SMALL_BODY_BYTES,
  UNREAD_RESPONSE_MS,
} from "./limits.js";
import { type RouteOptions, surfaceOf } from "./paths.js";
import {
  HEAD_TOO_LARGE,
  rejectMalformedRequest,
  rejectSocket,
  rejectTunnel,
} from "./reject-socket.js";
import { rejectionResponse } from "./rejection.js";
import { holdUntilClosed } from "./hold-until-closed.js";
import { ResponseThrottle } from "./response-throttle.js";
import { route } from "./routes.js";
import { isHeadTooLarge } from "./validate-request.js";

export interface HttpOptions extends RouteOptions {
  readonly corsOrigins: Settings["corsOrigins"];
  /** Shared by the servers of the process. Default: a new one with the default limits. */
  readonly admission?: Admission;
}

/** How often Node looks for requests that take too long to arrive, in milliseconds. */
const CHECKING_INTERVAL = 1_000;

/** Connections over the limit that still get a response with the reason. */
const MAX_REJECTED_CONNECTIONS = 1_000;

export function createHttpServer(options: HttpOptions): Server {
  const admission = options.admission ?? createAdmission();
  const { requestTimeout } = admission.limits;
  const handling: HandlerOptions = { ...options, admission };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    handleRequest(request, response, { options: handling, requestId }).catch((error: unknown) => {
      // Without the URL, which contains user ids.
      const fields = { err: error, requestId, method: request.method };
      const { headersSent } = response;
      options.log.error(
        fields,
        headersSent ? "A response was cut off" : "A request got no response",
      );
      response.destroy();
    });
  };
  const server = createServer(
    {
      maxHeaderSize: MAX_REST_HEAD_BYTES,
      headersTimeout: requestTimeout / 6,
      requestTimeout,
      connectionsCheckingInterval: Math.min(CHECKING_INTERVAL, requestTimeout / 6),
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false, // validate-request.ts explains the error
    },
    listener,
  );
  // Without a listener, Node itself would request the body or reject the request.
  server.on("checkContinue", listener).on("checkExpectation", listener);
  server.on("connection", (socket) => {
    admission.connections.add(socket);
    admission.heads.add(socket);
  });
  const checking = setInterval(() => closeLongHeads(admission), CHECKING_INTERVAL).unref();
  server.once("close", () => clearInterval(checking));
  // Beyond this number Node closes connections without a response.
  server.maxConnections = admission.limits.maxConnections + MAX_REJECTED_CONNECTIONS;
  server.on("clientError", rejectMalformedRequest);
  server.on("connect", (_request, socket) => rejectTunnel(socket));
  return server;
}

/** Closes connections whose unfinished heads take too much memory. */
export function closeLongHeads({ heads }: Admission): void {
  for (const socket of heads.excess()) {
    const { code, message } = overloadedError;
    rejectSocket(socket, { status: 503, code, message });
  }
}

/** One each per process, because all its servers share one event loop. Rejections do not delay other responses. */
const throttle = new ResponseThrottle();
const rejections = new ResponseThrottle();

type HandlerOptions = HttpOptions & { readonly admission: Admission };

interface Handling {
  readonly options: HandlerOptions;
  readonly requestId: string;
}

async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { options, requestId }: Handling,
): Promise<void> {
  const { origin } = request.headers;
  const { heads } = options.admission;
  heads.progress(request.socket);
  response.once("close", () => heads.progress(request.socket));
  if (request.method === "OPTIONS") {
    response.writeHead(204, preflightHeaders(origin, options.corsOrigins)).end();
    return;
  }
  const cors = corsHeaders(origin, options.corsOrigins);
  const { readiness } = options.api;
  if (readiness.isDraining) response.setHeader("connection", "close");
  const result = await observeRequest({ request, response, requestId }, () =>
    respond(request, response, { options, requestId }),
  );
  const wait = (result.status === 503 ? rejections : throttle).wait();
  if (wait) await wait;
  const { headers } = result;
  const all: OutgoingHttpHeaders = { ...headers, ...cors };
  if (cors["vary"] && headers["vary"]) all["vary"] = `${cors["vary"]}, ${headers["vary"]}`;
  if (readiness.isDraining || !canReadPast(request)) all["connection"] = "close";
  const { status, body } = result;
  if (typeof body === "string") write(request, response, { status, headers: all, body });
  else await writeStream(response, { status, headers: all, body });
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { options, requestId }: Handling,
): HttpResponse | Promise<HttpResponse> {
  const { admission, api, maxBodyBytes } = options;
  if (isHeadTooLarge(request)) {
    response.setHeader("connection", "close");
    return rejectionResponse(HEAD_TOO_LARGE, surfaceOf(request.url ?? "/"));
  }
  let slot: Slot;
  try {
    slot = admitRequest(request, response, admission);
  } catch (error) {
    return errorResponse(request.url ?? "/", error, { api, requestId });
  }
  const body = () => {
    const progress = () => admission.heads.progress(request.socket);
    return { response, slot: reporting(slot, progress), limitBytes: maxBodyBytes };
  };
  return route(request, {
    options,
    requestId,
    readBody: () => readBody(request, body()),
    discardBody: () => discardBody(request, body()),
    getSignal: disconnectSignal(response),
    onScan: slot.leave,
    hold: holdUntilClosed(api.responseMemory, response),
  });
}

const reporting = (slot: Slot, progress: () => void): Slot => ({
  ...slot,
  reserve: (bytes) => {
    progress();
    return slot.reserve(bytes);
  },
});

interface Written<Body> {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Body;
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Written<string>,
): void {
  if (status !== 204) headers["content-length"] = Buffer.byteLength(body);
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
  // Node closes the connection if it transfers no data for this long.
  if (response.writableLength > 0) response.setTimeout(UNREAD_RESPONSE_MS);
}

async function writeStream(
  response: ServerResponse,
  { status, headers, body }: Written<AsyncIterable<string>>,
): Promise<void> {
  // A call may take long, but the client must read its results as they are written.
  const { socket } = response;
  response.setTimeout(UNREAD_RESPONSE_MS, () => {
    if (socket && socket.writableLength > 0) socket.destroy();
  });
  response.writeHead(status, headers);
  try {
    await pipeline(Readable.from(body), response);
  } catch (error) {
    if (!isClosedEarly(error)) throw error;
  }
}

const isClosedEarly = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";

/**
 * Whether the rest of the request is so short that Node may skip it to reach the next one. Skipping more would be
 * wasteful, and a client that sent Expect: 100-continue may never send its body.
 */
function canReadPast({ complete, headers }: IncomingMessage): boolean {
  if (complete) return true;
  const announced = Number(headers["content-length"] ?? Infinity);
  return announced <= SMALL_BODY_BYTES && headers.expect === undefined;
}
