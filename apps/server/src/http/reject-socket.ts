import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ErrorCode, ErrorData } from "@roster/contract";

/** How long a rejected client has to read the response, in milliseconds. */
const LINGER_MS = 1_000;

interface Rejection {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly headers?: string;
}

/**
 * Responds to a request that Node's parser rejects or that takes too long to arrive, and closes the connection,
 * because it is unknown where the next request would begin.
 */
export function rejectMalformedRequest(error: Error & { code?: string }, socket: Duplex): void {
  const response = pendingResponse(socket);
  if (!socket.writable || error.code === "ECONNRESET" || response?.headersSent) socket.destroy();
  else writeAndClose(socket, rejectionOf(error));
}

/** Rejects CONNECT, which asks a proxy for a tunnel. */
export function rejectTunnel(socket: Duplex): void {
  const headers = "allow: GET, POST, PUT, DELETE\r\n";
  const message = "CONNECT is not supported";
  writeAndClose(socket, { status: 405, code: "METHOD_NOT_ALLOWED", message, headers });
}

/** Node keeps the response here and checks it for the same reason: two responses must not be mixed. */
function pendingResponse(socket: Duplex): { readonly headersSent: boolean } | undefined {
  const message: unknown = Reflect.get(socket, "_httpMessage");
  const isResponse = typeof message === "object" && message !== null && "headersSent" in message;
  return isResponse ? { headersSent: message.headersSent === true } : undefined;
}

function rejectionOf({ code = "", message }: Error & { code?: string }): Rejection {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return { status: 431, code: "TOO_LARGE", message: "The request head is too large" };
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return { status: 413, code: "TOO_LARGE", message: "The chunk extensions are too long" };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, code: "INVALID", message: "The request did not arrive in time" };
    default:
      return { status: 400, code: "INVALID", message: `Invalid HTTP/1.1 request: ${message}` };
  }
}

/** The body serves both surfaces, because it is unknown which one the request was for. */
function writeAndClose(socket: Duplex, { status, code, message, headers = "" }: Rejection): void {
  const requestId = randomUUID();
  const data: ErrorData = { code, httpStatus: status, retryable: status === 408, requestId };
  const rest = { detail: message, status_code: status, code: 4, exception: "InputException" };
  const body = JSON.stringify({ error: { message, data }, ...rest, duration: "0.00ms" });
  const length = Buffer.byteLength(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\n` +
      `content-length: ${length}\r\n${headers}connection: close\r\n\r\n${body}`,
  );
  // Closing at once would lose the response of a client that is still sending.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
