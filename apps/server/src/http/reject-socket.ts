import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { surfaceOf } from "./paths.js";
import { type Rejection, rejectionResponse } from "./rejection.js";

/** How long a rejected client has to read the response, in milliseconds. */
const LINGER_MS = 1_000;

export const HEAD_TOO_LARGE: Rejection = {
  status: 431,
  code: "TOO_LARGE",
  message: "The request head is too large",
};

/**
 * Responds to a request that Node's parser rejects or that takes too long to arrive, and closes the connection,
 * because it is unknown where the next request would begin.
 */
export function rejectMalformedRequest(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET") socket.destroy();
  else rejectSocket(socket, rejectionOf(error));
}

/** Rejects CONNECT, which asks a proxy for a tunnel. */
export function rejectTunnel(socket: Duplex): void {
  const message = "CONNECT is not supported";
  const headers = "allow: GET, POST, PUT, DELETE\r\n";
  rejectSocket(socket, { status: 405, code: "METHOD_NOT_ALLOWED", message }, headers);
}

/** Writes the response to a request that has none and closes the connection. */
export function rejectSocket(socket: Duplex, rejection: Rejection, headers = ""): void {
  const pending = pendingResponse(socket);
  if (!socket.writable || pending?.headersSent) socket.destroy();
  else writeAndClose(socket, { rejection, url: pending?.url, headers });
}

/** Node keeps the response here and checks it for the same reason: two responses must not be mixed. */
function pendingResponse(
  socket: Duplex,
): { readonly headersSent: boolean; readonly url: string | undefined } | undefined {
  const message: unknown = Reflect.get(socket, "_httpMessage");
  if (typeof message !== "object" || message === null || !("headersSent" in message)) {
    return undefined;
  }
  const request: unknown = Reflect.get(message, "req");
  const isRequest = typeof request === "object" && request !== null && "url" in request;
  const url = isRequest ? String(request.url) : undefined;
  return { headersSent: message.headersSent === true, url };
}

function rejectionOf({ code = "", message }: Error & { code?: string }): Rejection {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return HEAD_TOO_LARGE;
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return { status: 413, code: "TOO_LARGE", message: "The chunk extensions are too long" };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, code: "INVALID", message: "The request did not arrive in time" };
    default:
      return { status: 400, code: "INVALID", message: `Invalid HTTP/1.1 request: ${message}` };
  }
}

interface Reply {
  readonly rejection: Rejection;
  readonly url: string | undefined;
  readonly headers: string;
}

function writeAndClose(socket: Duplex, { rejection, url, headers }: Reply): void {
  const surface = url === undefined ? undefined : surfaceOf(url);
  const response = rejectionResponse(rejection, surface);
  const { status, body } = response;
  const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}${headers}` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  // Closing at once would lose the response of a client that is still sending.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
