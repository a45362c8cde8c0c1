import type { AppRouter } from "@roster/api";
import { httpBatchLink, httpLink, type Operation, splitLink, type TRPCLink } from "@trpc/client";
import { createRequestHeaders } from "../auth/request-headers.js";
import { UnexpectedResponseError } from "./transport-errors.js";
import { findBodyWriter } from "./raw-body.js";
import type { Settings } from "../settings.js";

interface LinkOptions {
  readonly url: string;
  readonly headers: ReturnType<typeof createRequestHeaders>;
  readonly fetch: HTTPFetch;
}

type HTTPFetch = NonNullable<Parameters<typeof httpLink>[0]["fetch"]>;

/** The server's limit. */
const MAX_CALLS = 100;

/** Keeps a full batch below 512 KB, half of the server's minimum limit. */
const MAX_BATCHED_BYTES = 5_000;

/** Node's server accepts 16 KB of request line and headers together; a token may have 8 KB. */
const MAX_URL_LENGTH = 6_000;
const MAX_BATCHED_QUERY_LENGTH = 4_000;

/** Servers and proxies limit URLs: a longer query is sent by POST, in the body. */
const MAX_QUERY_LENGTH = 8_000;

/** Batches the calls of a tick into one request, but sends large calls separately. */
export function transportLink(settings: Settings): TRPCLink<AppRouter> {
  const options = {
    url: settings.endpoint,
    headers: createRequestHeaders(settings),
    fetch: createFetch(settings),
  };
  return splitLink({
    condition: (op) => findBodyWriter(op) !== undefined,
    true: rawBodyLink(options),
    false: splitLink({
      condition: isSmall,
      true: httpBatchLink({ ...options, maxItems: MAX_CALLS, maxURLLength: MAX_URL_LENGTH }),
      false: splitLink({
        condition: ({ type, input }) => type === "query" && queryLength(input) > MAX_QUERY_LENGTH,
        true: httpLink({ ...options, methodOverride: "POST" }),
        false: httpLink(options),
      }),
    }),
  });
}

/** Sends a body written by the caller, which tRPC would serialize again. */
function rawBodyLink(options: LinkOptions): TRPCLink<AppRouter> {
  return (runtime) =>
    ({ op, next }) => {
      const body = findBodyWriter(op)?.(op.input) ?? null;
      const fetch: HTTPFetch = (url, init) => options.fetch(url, { ...init, body });
      return httpLink({ ...options, fetch })(runtime)({ op: { ...op, input: null }, next });
    };
}

function isSmall({ type, input }: Operation): boolean {
  if (type === "query") return queryLength(input) <= MAX_BATCHED_QUERY_LENGTH;
  return bodyLength(input) <= MAX_BATCHED_BYTES;
}

/** Reports a response that is not JSON, for which tRPC would report a mere syntax error. */
function createFetch({ fetch }: Settings): HTTPFetch {
  return async (url, { signal, ...init } = {}) => {
    const response = await fetch(url, { ...init, signal: signal ?? null });
    if (response.headers.get("content-type")?.startsWith("application/json")) return response;
    await response.body?.cancel();
    throw new UnexpectedResponseError(response);
  };
}

/** The number of URL characters that the input of a query takes. */
function queryLength(input: unknown): number {
  return encodeURIComponent(JSON.stringify(input) ?? "").length;
}

/** The number of body bytes that the input of a mutation takes. */
function bodyLength(input: unknown): number {
  return new TextEncoder().encode(JSON.stringify(input)).length;
}
