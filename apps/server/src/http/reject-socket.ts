import type { Duplex } from "node:stream";
import { describeClientError, type Rejection, rejectSocket } from "@roster/http";
import { surfaceOf } from "./paths.js";
import { rejectionResponse } from "./rejection.js";

/** Responds to a request that Node's parser rejects or that takes too long to arrive, and closes the connection. */
export function rejectMalformedRequest(error: Error, socket: Duplex): void {
  const rejection = describeClientError(error);
  if (rejection) rejectWith(socket, rejection);
  else socket.destroy();
}

/** Rejects CONNECT, which asks a proxy for a tunnel. */
export function rejectTunnel(socket: Duplex): void {
  const message = "CONNECT is not supported";
  const allow = { allow: "GET, POST, PUT, DELETE" };
  rejectWith(socket, { status: 405, code: "METHOD_NOT_ALLOWED", message }, allow);
}

/** Writes the response to a request that has none, in the format of its surface, and closes the connection. */
export function rejectWith(
  socket: Duplex,
  rejection: Rejection,
  more: Readonly<Record<string, string>> = {},
): void {
  rejectSocket(socket, (url) => {
    const response = rejectionResponse(rejection, url === undefined ? undefined : surfaceOf(url));
    return { ...response, headers: { ...response.headers, ...more } };
  });
}
