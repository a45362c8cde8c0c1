import type { AppRouter } from "@roster/api";
import { splitIntoBatches } from "@roster/contract";
import {
  isArrayToken,
  isObjectToken,
  itemsOf,
  membersOf,
  parseToken,
  stringifyJson,
  valueTokenAt,
} from "@roster/contract/json";
import { type Operation, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";

interface LosslessLinkOptions {
  /** Without a trailing slash. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether queries of the same tick share requests, within the server's limit, except those with `skipBatch` in their context. */
  readonly isBatching?: boolean;
  /** Default: the browser's own. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

interface Call {
  readonly op: Operation;
  readonly succeed: (data: unknown) => void;
  /** With an error, or the server's response. */
  readonly fail: (reason: object) => void;
}

/**
 * Ends the links of a client. Unlike tRPC's own, it reads and writes data as text, and bigints as integers, and uses
 * only POST, so that no filter is too long.
 */
export function losslessLink(options: LosslessLinkOptions): TRPCLink<AppRouter> {
  return () => {
    let waiting: Call[] = [];

    function sendWaiting() {
      const calls = waiting;
      waiting = [];
      const batches = splitIntoBatches(calls, { pathOf: ({ op }) => op.path });
      for (const batch of batches) void send(batch, options);
    }

    return ({ op }) =>
      observable((observer) => {
        const controller = new AbortController();
        const signals = op.signal ? [op.signal, controller.signal] : [controller.signal];
        const call: Call = {
          op,
          succeed(data) {
            observer.next({ result: { type: "data", data } });
            observer.complete();
          },
          fail: (reason) => observer.error(TRPCClientError.from(reason)),
        };
        if (!options.isBatching || op.type !== "query" || op.context["skipBatch"] === true) {
          void send([call], { ...options, signal: AbortSignal.any(signals) });
        } else {
          if (waiting.length === 0) setTimeout(sendWaiting);
          waiting.push(call);
        }
        return () => controller.abort();
      });
  };
}

interface SendOptions extends LosslessLinkOptions {
  readonly signal?: AbortSignal;
}

/** Sends calls as one batch, and settles each of them. */
async function send(calls: readonly Call[], options: SendOptions): Promise<void> {
  const { url, headers, signal = null, fetch = globalThis.fetch } = options;
  try {
    signal?.throwIfAborted();
    const inputs = calls.map(({ op }, index) => [index, op.input] as const);
    const response = await fetch(`${url}/${calls.map(({ op }) => op.path).join()}?batch=1`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: stringifyJson(Object.fromEntries(inputs)),
      signal,
    });
    const text = await response.text();
    parseResponse(text); // tokens are only read from valid JSON, which a proxy may not send
    // A request that is rejected as a whole has one result.
    const results = isArrayToken(text) ? [...itemsOf(text)] : calls.map(() => text);
    for (const [index, { succeed, fail }] of calls.entries()) {
      const result = results[index] ?? "";
      const data = valueTokenAt(result, ["result", "data"]);
      if (valueTokenAt(result, ["result"]) === undefined) fail(parseResponse(result));
      else succeed(data === undefined ? undefined : readJson(data));
    }
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    for (const { fail } of calls) fail(reason);
  }
}

const parseResponse: (text: string) => object = JSON.parse;

/** The members that hold data or a schema, whose text is kept. */
const textMembers: ReadonlySet<string> = new Set(["data", "before", "schema"]);

/**
 * Parses minified JSON that the server wrote. An object with `data`, data `before` a change or a `schema` also gets its
 * token, as `dataText`, `beforeText` or `schemaText`. Elsewhere, as in filters, integers beyond 2^53 are bigints.
 */
export function readJson(token: string): unknown {
  if (isArrayToken(token)) return Array.from(itemsOf(token), readJson);
  if (!isObjectToken(token)) return parseToken(token);
  const texts: [string, string][] = [];
  const members = Array.from(membersOf(token), ({ key, valueToken }): [string, unknown] => {
    if (!textMembers.has(key) || !isObjectToken(valueToken)) return [key, readJson(valueToken)];
    texts.push([`${key}Text`, valueToken]);
    return [key, JSON.parse(valueToken)];
  });
  const object = Object.fromEntries(members);
  for (const [name, value] of texts) Object.defineProperty(object, name, { value });
  return object;
}
