import { type Api, decodeOnBehalfOf, handleTrpc } from "@roster/api";
import { toStream } from "../files/byte-source.js";

const PREFIX = "/trpc/";

/** Handles a request of tRPC's HTTP protocol as apps/server does. */
export async function respond(api: Api, request: Request): Promise<Response> {
  const { method, headers } = request;
  const actor = headers.get("x-roster-actor");
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
    onBehalfOf: actor === null ? undefined : decodeOnBehalfOf(actor),
    readBody: () => request.text(),
  });
  return new Response(typeof body === "string" ? body || null : toStream(encode(body)), response);
}

async function* encode(chunks: AsyncIterable<string>) {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(chunk);
}
