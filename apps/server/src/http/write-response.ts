import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HttpResponse } from "@roster/http";
import { SMALL_BODY_BYTES, UNREAD_RESPONSE_MS } from "./limits.js";

interface Written<Body> {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Body;
}

/** Writes a response and closes its connection if the next request on it would be too far away. */
export async function writeResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Written<HttpResponse["body"]>,
): Promise<void> {
  if (!canReadPast(request)) headers["connection"] = "close";
  if (typeof body === "string") write(request, response, { status, headers, body });
  else await writeStream(response, { status, headers, body });
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
