import type { IncomingMessage } from "node:http";
import { decodeOnBehalfOf } from "@roster/api";
import { AppError, findOnBehalfOfIssue, invalid } from "@roster/contract";
import { MAX_HEAD_BYTES, MAX_HEADERS, MAX_REST_URL_LENGTH, MAX_URL_LENGTH } from "./limits.js";
import { surfaceOf } from "./paths.js";

/**
 * Headers that may occur only once. A repeated one is ambiguous: Node keeps the first or joins them, while a proxy in
 * front of it may use the last.
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
  "x-roster-actor",
]);

/** Whether a head is longer than its surface allows. Node's parser has only one limit, that of REST. */
export function isHeadTooLarge({ method = "", url = "", rawHeaders }: IncomingMessage): boolean {
  if (surfaceOf(url) === "rest") return false;
  let bytes = `${method} ${url} HTTP/1.1`.length;
  for (const part of rawHeaders) bytes += part.length + 2; // ": " or the end of a line
  return bytes > MAX_HEAD_BYTES;
}

/**
 * Checks the URL and headers of every request before any work is done for it.
 *
 * @throws AppError TOO_LARGE for a URL that is too long or too many headers; INVALID for contradictory headers and
 * for a compressed body.
 * @see RFC 9110 §5.3
 */
export function validateRequest(request: IncomingMessage): void {
  const { url = "/", rawHeaders, headers, httpVersion } = request;
  if (headers.host === undefined && httpVersion === "1.1") rejectHeader("host", "is missing");
  const maxLength = surfaceOf(url) === "rest" ? MAX_REST_URL_LENGTH : MAX_URL_LENGTH;
  if (url.length > maxLength) {
    const message = `The URL has ${url.length} characters; the limit is ${maxLength}`;
    throw new AppError("TOO_LARGE", message);
  }
  const count = rawHeaders.length / 2;
  if (count > MAX_HEADERS) {
    const message = `The request has ${count} headers; the limit is ${MAX_HEADERS}`;
    throw new AppError("TOO_LARGE", message);
  }
  // Node has joined or dropped repeated ones.
  if (Object.keys(headers).length < count) rejectRepeated(rawHeaders);
  const { "x-api-key": key, api_key: other = key, "content-encoding": encoding, expect } = headers;
  if (key !== undefined && key !== other)
    rejectHeader("x-api-key", "differs from api_key; send one of them");
  if (encoding !== undefined && encoding !== "identity") {
    rejectHeader("content-encoding", "is not supported; send the body uncompressed");
  }
  const actor = readOnBehalfOf(headers);
  const actorIssue = actor === undefined ? undefined : findOnBehalfOfIssue(actor);
  if (actorIssue !== undefined) rejectHeader("x-roster-actor", actorIssue);
  if (expect !== undefined && expect.toLowerCase() !== "100-continue") {
    rejectHeader("expect", "must be 100-continue or absent");
  }
}

/** For whom a backend says that it acts. */
export function readOnBehalfOf(headers: IncomingMessage["headers"]): string | undefined {
  const value = headers["x-roster-actor"];
  return value === undefined ? undefined : decodeOnBehalfOf(String(value));
}

function rejectRepeated(rawHeaders: readonly string[]): void {
  const seen = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? "").toLowerCase();
    if (!singletonHeaders.has(name)) continue;
    const value = rawHeaders[at + 1] ?? "";
    const before = seen.get(name) ?? value;
    // The PHP SDK sends its content type twice; two equal ones are not ambiguous.
    const isSameType = name === "content-type" && before === value;
    if (seen.has(name) && !isSameType) rejectHeader(name, "occurs more than once");
    seen.set(name, value);
  }
}

function rejectHeader(header: string, message: string): never {
  throw invalid([{ path: [header], message }]);
}
