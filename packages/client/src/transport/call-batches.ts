import { splitIntoBatches } from "@roster/contract";
import { toError } from "./transport-errors.js";
import { type Call, type HttpOptions, type HttpResult, sendBatch } from "./http-request.js";

/** Node's server accepts 16 KB of request line and headers together; a token may have 8 KB. */
const MAX_URL_LENGTH = 6_000;

/** The URL characters around the path and the input of a call: `,` and `%2C%2299%22%3A`. */
const URL_CHARACTERS_PER_CALL = 15;

interface WaitingCall extends Call {
  readonly resolve: (result: HttpResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Returns a function that sends a call together with the others of the same tick. All have the same type. */
export function createBatches(options: HttpOptions): (call: Call) => Promise<HttpResult> {
  let waiting: WaitingCall[] = [];

  function sendAll(): void {
    const calls = waiting.filter(({ signal }) => !signal.aborted);
    waiting = [];
    for (const group of groupsOf(calls, options.url)) void sendGroup(group, options);
  }

  return (call) =>
    new Promise((resolve, reject) => {
      call.signal.addEventListener("abort", () => reject(toError(call.signal.reason)));
      if (waiting.length === 0) setTimeout(sendAll);
      waiting.push({ ...call, resolve, reject });
    });
}

async function sendGroup(calls: readonly WaitingCall[], options: HttpOptions): Promise<void> {
  try {
    const results = await sendBatch(calls, { ...options, signal: signalOfAll(calls) });
    for (const [index, { resolve, reject }] of calls.entries()) {
      const result = results[index];
      if (result) resolve(result);
      else reject(new Error("Missing result"));
    }
  } catch (error) {
    for (const { reject } of calls) reject(error);
  }
}

/** Aborted once no call needs the response. */
function signalOfAll(calls: readonly Call[]): AbortSignal {
  const controller = new AbortController();
  let needed = calls.length;
  for (const { signal } of calls) {
    signal.addEventListener("abort", () => {
      needed -= 1;
      if (needed === 0) controller.abort(signal.reason);
    });
  }
  return controller.signal;
}

/** Splits calls into requests within the server's limits. */
function groupsOf(calls: readonly WaitingCall[], url: string): WaitingCall[][] {
  return splitIntoBatches(calls, {
    pathOf: ({ op }) => op.path,
    lengthOf: ({ op, text = "" }) => {
      const inUrl = op.type === "query" ? encodeURIComponent(text).length : 0;
      return op.path.length + inUrl + URL_CHARACTERS_PER_CALL;
    },
    maxLength: MAX_URL_LENGTH - `${url}/?batch=1&input=%7B%7D`.length,
  });
}
