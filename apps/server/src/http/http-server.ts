import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import {
  discardBody,
  disconnectSignal,
  HEAD_TOO_LARGE,
  hasUnsupportedTransferCoding,
  type HttpResponse,
  overloadedError,
  privateHeaders,
  readBody,
  type Rejection,
  type Slot,
  UNSUPPORTED_TRANSFER_CODING,
} from "@roster/http";
import type { CorsSettings } from "../cors-settings.js";
import { observeRequest } from "../observability/request-event.js";
import { type Admission, admitRequest, createAdmission } from "./admission.js";
import { corsHeaders, preflightHeaders } from "./cors.js";
import { errorResponse } from "./error-response.js";
import { KEEP_ALIVE_MS, MAX_REST_HEAD_BYTES } from "./limits.js";
import { type RouteOptions, surfaceOf } from "./paths.js";
import { rejectMalformedRequest, rejectTunnel, rejectWith } from "./reject-socket.js";
import { rejectionResponse } from "./rejection.js";
import { holdUntilClosed } from "./hold-until-closed.js";
import { ResponseThrottle } from "./response-throttle.js";
import { route } from "./routes.js";
import { isHeadTooLarge } from "./validate-request.js";
import { writeResponse } from "./write-response.js";

export interface HttpOptions extends RouteOptions {
  readonly cors: CorsSettings;
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
    rejectWith(socket, { status: 503, code, message });
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
  const { heads } = options.admission;
  heads.progress(request.socket);
  response.once("close", () => heads.progress(request.socket));
  const cors = corsHeaders(request.headers.origin, options.cors);
  const { readiness } = options.api;
  if (readiness.isDraining) response.setHeader("connection", "close");
  const result = await observeRequest({ request, response, requestId }, () =>
    respond(request, response, { options, requestId }),
  );
  const wait = (result.status === 503 ? rejections : throttle).wait();
  if (wait) await wait;
  const { status, headers, body } = result;
  const all: OutgoingHttpHeaders = { ...privateHeaders, ...headers, ...cors };
  if (cors["vary"] && headers["vary"]) all["vary"] = `${cors["vary"]}, ${headers["vary"]}`;
  if (readiness.isDraining) all["connection"] = "close";
  await writeResponse(request, response, { status, headers: all, body });
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { options, requestId }: Handling,
): HttpResponse | Promise<HttpResponse> {
  const { admission, api, maxBodyBytes } = options;
  const rejection = findUnreadable(request);
  if (rejection) {
    response.setHeader("connection", "close");
    return rejectionResponse(rejection, surfaceOf(request.url ?? "/"));
  }
  let slot: Slot;
  try {
    slot = admitRequest(request, response, admission);
  } catch (error) {
    return errorResponse(request.url ?? "/", error, { api, requestId });
  }
  if (request.method === "OPTIONS") {
    return { status: 204, headers: preflightHeaders(options.cors), body: "" };
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

/** Why nothing after the head of a request can be read, although Node's parser accepts it. */
function findUnreadable(request: IncomingMessage): Rejection | undefined {
  if (isHeadTooLarge(request)) return HEAD_TOO_LARGE;
  return hasUnsupportedTransferCoding(request) ? UNSUPPORTED_TRANSFER_CODING : undefined;
}

const reporting = (slot: Slot, progress: () => void): Slot => ({
  ...slot,
  reserve: (bytes) => {
    progress();
    return slot.reserve(bytes);
  },
});
