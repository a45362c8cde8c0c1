import type { IncomingMessage, ServerResponse } from "node:http";
import { toAppError } from "@roster/api";
import { retryAfterSeconds } from "@roster/contract";
import { parseExactJson } from "@roster/contract/json";
import type { TRPCError } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import type { HttpResponse } from "../http/response.js";
import { UNREAD_RESPONSE_MS } from "../http/limits.js";
import { TRPC } from "../http/paths.js";
import { readCredentials, type RoutedRequest } from "../http/routes.js";
import { MAX_BATCH } from "./trpc-request.js";
import { rejectTrpc } from "./trpc-transport.js";

/**
 * Whether a request is one that the thin transport leaves to tRPC's own adapter: its answer is to be
 * streamed, or its body is not JSON.
 */
export function isForStockTrpc({ url = "/", method = "GET", headers }: IncomingMessage): boolean {
  if (!url.startsWith(TRPC)) return false;
  if (method === "TRACE") return false; // of which no Request can be made
  return wantsStream(headers) || (method !== "GET" && method !== "HEAD" && !isJson(headers));
}

/**
 * Lets tRPC's own adapter answer; but JSON is looked at before, since the adapter would read it
 * inexactly. Returns what is to be answered where it is refused.
 */
export async function answerByStockTrpc(
  request: IncomingMessage,
  response: ServerResponse,
  { api, maxBodyBytes, readBody, trace }: RoutedRequest,
): Promise<HttpResponse | undefined> {
  const url = new URL(request.url ?? "/", "http://localhost");
  let read: string | undefined;
  try {
    if (isJson(request.headers)) read = await readBody();
    for (const text of [read, url.searchParams.get("input")]) if (text) parseExactJson(text);
  } catch (error) {
    return rejectTrpc(api, error, trace);
  }
  // A call may take its time; a client that leaves what is written unread may not.
  const { socket } = request;
  response.setTimeout(UNREAD_RESPONSE_MS, () => {
    if (socket.writableLength > 0) socket.destroy();
  });
  await nodeHTTPRequestHandler({
    router: api.router,
    // tRPC takes `body` for the body where another has read it already.
    req: read === undefined ? request : Object.assign(request, { body: read }),
    res: response,
    path: url.pathname.slice(TRPC.length),
    createContext: () =>
      api.createContext({ credentials: readCredentials(request.headers) }, trace),
    maxBatchSize: MAX_BATCH,
    allowMethodOverride: true,
    responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
    maxBodySize: maxBodyBytes,
  });
  return undefined;
}

function retryAfter(failures: readonly TRPCError[]): Record<string, string> {
  const pauses = failures.flatMap((error) => retryAfterSeconds(toAppError(error)) ?? []);
  return pauses.length > 0 ? { "retry-after": String(Math.max(...pauses)) } : {};
}

function isJson(headers: IncomingMessage["headers"]): boolean {
  return headers["content-type"]?.toLowerCase().split(";", 1)[0]?.trim() === "application/json";
}

function wantsStream({ accept = "", ...headers }: IncomingMessage["headers"]): boolean {
  const wanted = headers["trpc-accept"] ?? accept.split(",").map((type) => type.trim());
  return [wanted].flat().includes("application/jsonl");
}
