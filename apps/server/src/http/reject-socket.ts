import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ErrorCode, ErrorData } from "@roster/contract";

/** How long a refused client has to read why, in milliseconds. */
const LINGER_MS = 1_000;

interface Rejection {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly headers?: string;
}

/**
 * Answers what Node's parser refuses, or has waited for too long, and closes: where the next request would
 * begin is not known any more.
 */
export function rejectMalformedRequest(error: Error & { code?: string }, socket: Duplex): void {
  const answer = pendingResponse(socket);
  if (!socket.writable || error.code === "ECONNRESET" || answer?.headersSent) socket.destroy();
  else writeAndClose(socket, rejectionOf(error));
}

/** CONNECT asks a proxy for a tunnel. */
export function rejectTunnel(socket: Duplex): void {
  const headers = "allow: GET, POST, PUT, DELETE\r\n";
  const message = "CONNECT is not served here";
  writeAndClose(socket, { status: 405, code: "METHOD_NOT_ALLOWED", message, headers });
}

/** Node keeps it there, and looks at it for the same reason: two answers must not be mixed. */
function pendingResponse(socket: Duplex): { readonly headersSent: boolean } | undefined {
  const message: unknown = Reflect.get(socket, "_httpMessage");
  const isAnswer = typeof message === "object" && message !== null && "headersSent" in message;
  return isAnswer ? { headersSent: message.headersSent === true } : undefined;
}

function rejectionOf({ code = "", message }: Error & { code?: string }): Rejection {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return { status: 431, code: "TOO_LARGE", message: "The request's head has too many bytes" };
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return { status: 413, code: "TOO_LARGE", message: "The chunks' extensions are too long" };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, code: "INVALID", message: "The request did not come whole in time" };
    default:
      return { status: 400, code: "INVALID", message: `This is not HTTP/1.1: ${message}` };
  }
}

/** Both surfaces find what they read of an error: which of them was meant is not known. */
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
  // At once would take the answer from a client that is still sending.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
