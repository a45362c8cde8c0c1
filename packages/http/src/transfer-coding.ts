import type { IncomingMessage } from "node:http";

/**
 * Whether the body is sent in another way than in plain chunks. Node decodes only those: of `gzip, chunked` it would
 * pass on compressed bytes, and a proxy may see another end of the request.
 *
 * @see RFC 9112 §6.1, which also forbids chunks in HTTP/1.0
 */
export function hasUnsupportedTransferCoding({ headers, httpVersion }: IncomingMessage): boolean {
  const coding = headers["transfer-encoding"];
  if (coding === undefined) return false;
  return httpVersion !== "1.1" || coding.toLowerCase() !== "chunked";
}
