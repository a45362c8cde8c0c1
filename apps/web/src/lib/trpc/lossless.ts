import type { AppRouter } from "@roster/api";
import {
  isArrayToken,
  isObjectToken,
  itemsOf,
  membersOf,
  parseToken,
  stringifyJson,
  valueTokenAt,
} from "@roster/contract/json";
import type { httpLink, TRPCLink } from "@trpc/client";

/**
 * Parses minified JSON that the server wrote. An object with `data` or a `schema` also gets its token, as `dataText`
 * or `schemaText`. Elsewhere, as in filters, integers beyond 2^53 are bigints.
 */
export function readJson(token: string): unknown {
  if (isArrayToken(token)) return Array.from(itemsOf(token), readJson);
  if (!isObjectToken(token)) return parseToken(token);
  const texts: [string, string][] = [];
  const members = Array.from(membersOf(token), ({ key, valueToken }): [string, unknown] => {
    const isText = (key === "data" || key === "schema") && isObjectToken(valueToken);
    if (!isText) return [key, readJson(valueToken)];
    texts.push([`${key}Text`, valueToken]);
    return [key, JSON.parse(valueToken)];
  });
  const object = Object.fromEntries(members);
  for (const [name, value] of texts) Object.defineProperty(object, name, { value });
  return object;
}

/** Parses a response of tRPC's protocol, in which results are named `data` too. */
function readResponse(text: string): unknown {
  if (isArrayToken(text)) return Array.from(itemsOf(text), readResponse);
  const token = valueTokenAt(text, ["result", "data"]);
  return token === undefined ? JSON.parse(text) : { result: { data: readJson(token) } };
}

/**
 * Writes inputs with their data as text. tRPC's own links write them with `JSON.stringify`, which rounds numbers, so
 * they are given a string, and {@link losslessFetch} replaces it by its content.
 */
export const inputLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op.input === undefined ? op : { ...op, input: stringifyJson(op.input) });

type HttpFetch = NonNullable<Parameters<typeof httpLink>[0]["fetch"]>;
type Send = (url: Parameters<typeof fetch>[0], init: RequestInit) => Promise<Response>;

/** Sends what {@link inputLink} has written, and reads the response with {@link readJson}. */
export const losslessFetch =
  (send: Send = (url, init) => fetch(url, init)): HttpFetch =>
  async (url, { method = "GET", headers = {}, body = null, signal = null } = {}) => {
    const response = await send(typeof url === "string" ? unwrapQuery(url) : url, {
      method,
      headers,
      body: typeof body === "string" ? unwrapInput(body) : body,
      signal,
    });
    return Object.assign(response, { json: async () => readResponse(await response.text()) });
  };

/** The input of one call, or of a batch by index. */
function unwrapInput(json: string): string {
  const input: unknown = JSON.parse(json);
  if (typeof input === "string") return input;
  const inputs = Object.entries(input ?? {}).map(([index, text]) => `"${index}":${text}`);
  return `{${inputs.join()}}`;
}

const unwrapQuery = (url: string): string =>
  url.replace(/(?<=[?&]input=)[^&]*/, (input) =>
    encodeURIComponent(unwrapInput(decodeURIComponent(input))),
  );
