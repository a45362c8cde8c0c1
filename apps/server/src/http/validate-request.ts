import type { IncomingMessage } from "node:http";
import { AppError, invalid } from "@roster/contract";
import { MAX_HEADERS, MAX_URL_LENGTH } from "./limits.js";

/**
 * Headers that are given once. Node keeps the first of two or joins them, a proxy before us may take the
 * last: a request that two readers understand in two ways is understood by none.
 */
const singletonHeaders = new Set([
  "authorization",
  "x-api-key",
  "api_key",
  "content-type",
  "content-encoding",
  "host",
  "origin",
  "trpc-accept",
]);

/**
 * Looks at what every request has, before anything is done for it.
 *
 * @throws AppError TOO_LARGE for too long an address or too many headers; INVALID for headers that
 * contradict each other, and for a body that is compressed.
 * @see RFC 9110 §5.3
 */
export function validateRequest(request: IncomingMessage): void {
  const { url = "/", rawHeaders, headers, httpVersion } = request;
  if (headers.host === undefined && httpVersion === "1.1") rejectHeader("host", "must be given");
  if (url.length > MAX_URL_LENGTH) {
    const message = `The address has ${url.length} characters; at most ${MAX_URL_LENGTH} are read`;
    throw new AppError("TOO_LARGE", message);
  }
  const count = rawHeaders.length / 2;
  if (count > MAX_HEADERS) {
    const message = `The request has ${count} headers; at most ${MAX_HEADERS} are read`;
    throw new AppError("TOO_LARGE", message);
  }
  rejectRepeated(rawHeaders);
  const { "x-api-key": key, api_key: other = key, "content-encoding": encoding, expect } = headers;
  if (key !== undefined && key !== other) rejectHeader("x-api-key", "is another key than api_key");
  if (encoding !== undefined && encoding !== "identity") {
    rejectHeader("content-encoding", "must be absent: bodies are read as they are, not compressed");
  }
  if (expect !== undefined && expect.toLowerCase() !== "100-continue") {
    rejectHeader("expect", "must be 100-continue, or absent");
  }
}

function rejectRepeated(rawHeaders: readonly string[]): void {
  const seen = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? "").toLowerCase();
    if (!singletonHeaders.has(name)) continue;
    const value = rawHeaders[at + 1] ?? "";
    const before = seen.get(name) ?? value;
    // The PHP SDK says its content type twice; the same twice is understood in one way.
    const isSameType = name === "content-type" && before === value;
    if (seen.has(name) && !isSameType) rejectHeader(name, "is given twice; give it once");
    seen.set(name, value);
  }
}

function rejectHeader(header: string, message: string): never {
  throw invalid([{ path: [header], message }]);
}
