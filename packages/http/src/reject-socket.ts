import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ErrorCode } from "@roster/contract";
import type { HttpResponse } from "./http-response.js";

/** How long a rejected client has to read the response, in milliseconds. */
const LINGER_MS = 1_000;

/** Why HTTP itself rejects a request, with a status that its error code does not have elsewhere. */
export interface Rejection {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

export const HEAD_TOO_LARGE: Rejection = {
  status: 431,
  code: "TOO_LARGE",
  message: "The request head is too large",
};

export const UNSUPPORTED_TRANSFER_CODING: Rejection = {
  status: 400,
  code: "INVALID",
  message: "Transfer-Encoding must be chunked, with HTTP/1.1",
};

/** Why Node's parser rejects a request; undefined if the client has closed the connection. */
export function describeClientError({
  code = "",
  message,
}: Error & { code?: string }): Rejection | undefined {
  switch (code) {
    case "ECONNRESET":
      return undefined;
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

/**
 * Writes the response to a request that has none and closes the connection, because it is unknown where the next
 * request would begin. `render` gets the URL, if it has arrived.
 */
export function rejectSocket(
  socket: Duplex,
  render: (url: string | undefined) => HttpResponse & { readonly body: string },
): void {
  const pending = pendingResponse(socket);
  if (!socket.writable || pending?.headersSent) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = render(pending?.url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  // Closing at once would lose the response of a client that is still sending.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
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
