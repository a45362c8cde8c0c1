import type { AppRouter } from "@roster/api";
import { type OperationResultEnvelope, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { onAbort } from "./abortable.js";
import { createBatches } from "./call-batches.js";
import {
  type Call,
  type HttpOptions,
  type HttpResult,
  openResult,
  sendCall,
} from "./http-request.js";
import { inputTextOf } from "./input-text.js";
import { toError } from "./transport-errors.js";

/** Keeps a full batch below 512 KB, half of the server's minimum limit. */
const MAX_BATCHED_BYTES = 5_000;

const MAX_BATCHED_QUERY_LENGTH = 4_000;

/**
 * Ends a chain of links: batches the calls of a tick into one request, but sends large calls separately. tRPC's own
 * links would parse and write data with `JSON`, which rounds numbers, and would write it several times.
 */
export function httpLink(options: HttpOptions): TRPCLink<AppRouter> {
  return () => {
    const batches = { query: createBatches(options), mutation: createBatches(options) };
    const send = async (call: Call) => {
      const { type } = call.op;
      call.signal.throwIfAborted();
      if (type === "subscription") throw new Error("Roster has no subscriptions");
      if (call.op.context["stream"] === true) return openResult(call, options);
      return isSmall(call) ? batches[type](call) : sendCall(call, options);
    };
    return ({ op }) =>
      observable((observer) => {
        const controller = new AbortController();
        const abort = () => controller.abort(op.signal?.reason);
        if (op.signal?.aborted) abort();
        const stopListening = op.signal ? onAbort(op.signal, abort) : undefined;
        let isDone = false;
        send({ op, text: inputTextOf(op.input), signal: controller.signal })
          .finally(() => (isDone = true))
          .then((result) => {
            observer.next(toEnvelope(result));
            observer.complete();
          })
          .catch((error: unknown) => observer.error(TRPCClientError.from(toError(error))));
        return () => {
          stopListening?.();
          if (!isDone) controller.abort();
        };
      });
  };
}

function isSmall({ op, text = "" }: Call): boolean {
  if (op.type === "query") return encodeURIComponent(text).length <= MAX_BATCHED_QUERY_LENGTH;
  return text.length <= MAX_BATCHED_BYTES && bytesOf(text) <= MAX_BATCHED_BYTES;
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** @throws TRPCClientError with the server's error. */
function toEnvelope({ item, meta }: HttpResult): OperationResultEnvelope<unknown, never> {
  if (isObject(item) && isObject(item.error) && typeof item.error.code === "number") {
    throw TRPCClientError.from(item, { meta });
  }
  if (!isObject(item) || !isObject(item.result)) {
    throw new Error("Unable to transform response from server");
  }
  return { context: { ...meta }, result: { type: "data", data: item.result.data } };
}

type ResponseObject = { readonly [Key in "error" | "result" | "code" | "data"]?: unknown };

function isObject(value: unknown): value is ResponseObject {
  return typeof value === "object" && value !== null;
}
