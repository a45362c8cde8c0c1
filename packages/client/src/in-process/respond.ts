import { type Api, handleTrpc } from "@roster/api";
import { ReadableStream } from "node:stream/web";

const PREFIX = "/trpc/";

/** Handles a request of tRPC's HTTP protocol as apps/server does. */
export async function respond(api: Api, request: Request): Promise<Response> {
  const { method, headers } = request;
  const { pathname, searchParams } = new URL(request.url);
  const { body, ...response } = await handleTrpc(api, {
    method,
    path: pathname.slice(PREFIX.length),
    query: searchParams,
    contentType: headers.get("content-type") ?? undefined,
    accept: headers.get("trpc-accept") ?? headers.get("accept") ?? undefined,
    caller: {
      credentials: {
        apiKey: headers.get("x-api-key") ?? undefined,
        authorization: headers.get("authorization") ?? undefined,
      },
    },
    readBody: () => request.text(),
  });
  return new Response(typeof body === "string" ? body || null : toByteStream(body), response);
}

function toByteStream(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  return ReadableStream.from(chunks).pipeThrough(new TextEncoderStream());
}
