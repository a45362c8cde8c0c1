import { type Api, handleTrpc } from "@roster/api";
import { toStream } from "../files/byte-source.js";

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
    onBehalfOf: readOnBehalfOf(headers),
    readBody: () => request.text(),
  });
  return new Response(typeof body === "string" ? body || null : toStream(encode(body)), response);
}

/** A header is a string of bytes; the name is in UTF-8. */
function readOnBehalfOf(headers: Headers): string | undefined {
  const value = headers.get("x-roster-actor");
  if (value === null) return undefined;
  return new TextDecoder().decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0)));
}

async function* encode(chunks: AsyncIterable<string>) {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(chunk);
}
