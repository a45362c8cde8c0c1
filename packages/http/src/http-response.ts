import { type AppError, retryAfterSeconds, toErrorData } from "@roster/contract";

/** A response as plain data, independent of Node and Fetch. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Chunks if the body is written while it is still being produced. */
  readonly body: string | AsyncIterable<string>;
}

/**
 * Of every response that does not say otherwise: it may contain users' data, so no cache stores it, and browsers take it
 * for nothing but its type.
 */
export const privateHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
} as const;

export function jsonResponse(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const body = JSON.stringify(value);
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

export function textResponse(
  status: number,
  text: string,
): HttpResponse & { readonly body: string } {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: text };
}

/** The error of a request that belongs to no API surface. */
export function errorResponse(error: AppError, requestId: string): HttpResponse {
  const data = toErrorData(error, { requestId, path: undefined });
  const seconds = retryAfterSeconds(error);
  const headers = seconds === undefined ? {} : { "retry-after": String(seconds) };
  return jsonResponse(data.httpStatus, { error: { message: error.message, data } }, headers);
}

export function toFetchResponse({ status, headers: own, body }: HttpResponse): Response {
  const headers = { ...privateHeaders, ...own };
  if (status === 204) return new Response(null, { status, headers });
  return new Response(typeof body === "string" ? body : toByteStream(body), { status, headers });
}

function toByteStream(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next: IteratorResult<string, unknown> = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
