import type { Operation } from "@trpc/client";
import { type NumberReader, readResponse } from "./read-response.js";
import { UnexpectedResponseError } from "./transport-errors.js";

export interface HttpOptions {
  /** The URL of the tRPC endpoint, without a trailing slash. */
  readonly url: string;
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly fetch: typeof globalThis.fetch;
  /** Corrects the numbers of each received user. */
  readonly readNumbers: NumberReader | undefined;
}

/** A call whose input is written. */
export interface Call {
  readonly op: Operation;
  /** The input as JSON; undefined if there is none. */
  readonly text: string | undefined;
  /** Aborted if the result is no longer needed. */
  readonly signal: AbortSignal;
}

export interface HttpResult {
  /** An item of the response: what tRPC's protocol returns for one call. */
  readonly item: unknown;
  readonly meta: { readonly response: Response; readonly responseJSON: unknown };
}

/** Servers and proxies limit URLs: a longer query is sent by POST, in the body. */
const MAX_QUERY_LENGTH = 8_000;

/** Sends one call. */
export async function sendCall(call: Call, options: HttpOptions): Promise<HttpResult> {
  const { op, text, signal } = call;
  const query = op.type === "query" && text !== undefined ? encodeURIComponent(text) : "";
  const request =
    op.type === "mutation" || query.length > MAX_QUERY_LENGTH
      ? { path: op.path, method: "POST", body: text }
      : { path: query === "" ? op.path : `${op.path}?input=${query}`, method: "GET" };
  const { json, response } = await send(request, { ...options, signal });
  return { item: json, meta: { response, responseJSON: json } };
}

/** Sends calls of one type in one request. Returns their results in order. */
export async function sendBatch(
  calls: readonly Call[],
  options: HttpOptions & { readonly signal: AbortSignal },
): Promise<HttpResult[]> {
  const inputs = calls.flatMap(({ text }, index) =>
    text === undefined ? [] : `"${index}":${text}`,
  );
  const input = `{${inputs.join()}}`;
  const path = `${calls.map(({ op }) => op.path).join()}?batch=1`;
  const request =
    calls[0]?.op.type === "mutation"
      ? { path, method: "POST", body: input }
      : { path: `${path}&input=${encodeURIComponent(input)}`, method: "GET" };
  const { json, response } = await send(request, options);
  // A request that is rejected as a whole has one result.
  const items: readonly unknown[] = Array.isArray(json) ? json : calls.map(() => json);
  return items.map((item) => ({ item, meta: { response, responseJSON: json } }));
}

interface HttpRequest {
  /** The part of the URL after the endpoint. */
  readonly path: string;
  readonly method: string;
  readonly body?: string | undefined;
}

async function send(
  { path, method, body }: HttpRequest,
  {
    url,
    fetch,
    headers,
    readNumbers,
    signal,
  }: HttpOptions & {
    readonly signal: AbortSignal;
  },
): Promise<{ readonly response: Response; readonly json: unknown }> {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: {
      ...(method === "POST" && { "content-type": "application/json" }),
      ...(await headers()),
    },
    signal,
    ...(body !== undefined && { body }),
  });
  if (response.headers.get("content-type")?.startsWith("application/json")) {
    return { response, json: readResponse(await response.text(), readNumbers) };
  }
  await response.body?.cancel();
  throw new UnexpectedResponseError(response);
}
