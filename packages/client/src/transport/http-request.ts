import type { Operation } from "@trpc/client";
import { type NumberReader, readResponse } from "./read-response.js";
import { UnexpectedResponseError } from "./transport-errors.js";
import { unwrapResult } from "./unwrap-result.js";

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
  const { json, response } = await send(toRequest(call), { ...options, signal: call.signal });
  return { item: json, meta: { response, responseJSON: json } };
}

function toRequest({ op, text }: Call): HttpRequest {
  const query = op.type === "query" && text !== undefined ? encodeURIComponent(text) : "";
  return op.type === "mutation" || query.length > MAX_QUERY_LENGTH
    ? { path: op.path, method: "POST", body: text }
    : { path: query === "" ? op.path : `${op.path}?input=${query}`, method: "GET" };
}

/** Sends one call whose result is not parsed: `item` is the result as a stream of its JSON. */
export async function openResult(call: Call, options: HttpOptions): Promise<HttpResult> {
  const response = await request(toRequest(call), { ...options, signal: call.signal });
  const { body } = response;
  if (!response.ok || body === null) {
    const json = readResponse(await response.text(), undefined);
    return { item: json, meta: { response, responseJSON: json } };
  }
  const data = body.pipeThrough(unwrapResult());
  return { item: { result: { data } }, meta: { response, responseJSON: undefined } };
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
  const httpRequest =
    calls[0]?.op.type === "mutation"
      ? { path, method: "POST", body: input }
      : { path: `${path}&input=${encodeURIComponent(input)}`, method: "GET" };
  const { json, response } = await send(httpRequest, options);
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

type SendOptions = HttpOptions & { readonly signal: AbortSignal };

async function send(
  httpRequest: HttpRequest,
  options: SendOptions,
): Promise<{ readonly response: Response; readonly json: unknown }> {
  const response = await request(httpRequest, options);
  return { response, json: readResponse(await response.text(), options.readNumbers) };
}

/** Resolves with a response in JSON, of any status. */
async function request(
  { path, method, body }: HttpRequest,
  { url, fetch, headers, signal }: SendOptions,
): Promise<Response> {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: {
      ...(method === "POST" && { "content-type": "application/json" }),
      ...(await headers()),
    },
    signal,
    ...(body !== undefined && { body }),
  });
  if (response.headers.get("content-type")?.startsWith("application/json")) return response;
  await response.body?.cancel();
  throw new UnexpectedResponseError(response);
}
