import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { rejectTrpc } from "@roster/api";
import { AppError, invalid } from "@roster/contract";
import {
  ConnectionLimiter,
  describeClientError,
  hasUnsupportedTransferCoding,
  privateHeaders,
  rejectSocket,
  textResponse,
  UNSUPPORTED_TRANSFER_CODING,
} from "@roster/http";

/**
 * Limits for a few people's browsers, in bytes and milliseconds. A client that sends nothing, or too slowly, is
 * disconnected.
 */
export const dashboardLimits = {
  maxConnections: 1_000,
  maxConnectionsPerAddress: 250,
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
};

/** Forms are short. Next responds with 500 to larger ones. */
export const MAX_FORM_BYTES = 65_536;

/** Connections over the limit that still get a response with the reason. */
const MAX_REJECTED_CONNECTIONS = 100;

/** Returns a function that creates servers, which share the limits. */
export function createDashboardServers(
  listener: RequestListener,
  limits = dashboardLimits,
): () => Server {
  const connections = new ConnectionLimiter(limits);
  return () => {
    const server = createServer(limits, (request, response) => {
      const unreadable = connections.rejectionOf(request.socket) ?? findFramingIssue(request);
      if (unreadable) response.setHeader("connection", "close");
      const rejection = unreadable ?? findFormIssue(request);
      if (!rejection) {
        // Next itself lets no cache keep pages, but leaves it to each route handler.
        if (request.url?.startsWith("/api/"))
          response.setHeaders(new Map(Object.entries(privateHeaders)));
        listener(request, response);
        return;
      }
      const { status, headers, body } = rejectTrpc(rejection, crypto.randomUUID());
      response.writeHead(status, { ...privateHeaders, ...headers }).end(body);
    });
    server.on("connection", (socket) => connections.add(socket));
    // Beyond this number Node closes connections without a response.
    server.maxConnections = limits.maxConnections + MAX_REJECTED_CONNECTIONS;
    server.on("clientError", (error, socket) => {
      const rejection = describeClientError(error);
      if (!rejection) return void socket.destroy();
      const { headers, ...response } = textResponse(rejection.status, rejection.message);
      rejectSocket(socket, () => ({ ...response, headers: { ...privateHeaders, ...headers } }));
    });
    return server;
  };
}

function findFramingIssue(request: IncomingMessage): AppError | undefined {
  if (!hasUnsupportedTransferCoding(request)) return undefined;
  return new AppError("INVALID", UNSUPPORTED_TRANSFER_CODING.message);
}

/** Calls, which limit their own bodies. Any other path may lead to a page, which may read a form. */
const calls = /^\/api\/trpc\/\w[^/?]*(?:\?|$)/;

/** Why the body of a request is rejected unread. */
function findFormIssue({ url = "", headers }: IncomingMessage): AppError | undefined {
  if (calls.test(url)) return undefined;
  // Browsers announce the length of every form.
  if (headers["transfer-encoding"] !== undefined) {
    return invalid([{ path: ["content-length"], message: "is missing" }]);
  }
  const actualBytes = Number(headers["content-length"] ?? 0);
  if (actualBytes <= MAX_FORM_BYTES) return undefined;
  const message = `The form has ${actualBytes} bytes; the limit is ${MAX_FORM_BYTES}`;
  return new AppError("TOO_LARGE", message, {
    details: { limitBytes: MAX_FORM_BYTES, actualBytes },
  });
}
