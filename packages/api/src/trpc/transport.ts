import { errors, retryAfterSeconds, toErrorData } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Api } from "../create-api.js";
import type { Context } from "./context.js";
import { toAppError } from "./error-mapping.js";
import { streamOf, toArrayChunks, toJsonChunks } from "./json-chunks.js";
import { toJsonLines } from "./json-lines.js";
import {
  acceptsMethod,
  type Call,
  isBatch,
  methodsByType,
  parseInputs,
  readCalls,
  readInputText,
  type TrpcRequest,
  wantsJsonLines,
} from "./transport-request.js";

/** A response as plain data, independent of Node and Fetch. */
export interface TrpcResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Chunks for a streamed batch or result. */
  readonly body: string | AsyncIterable<string>;
}

type TransportApi = Pick<Api, "router" | "createContext">;

const commonHeaders = { "content-type": "application/json", vary: "trpc-accept, accept" };

/**
 * Serves tRPC's HTTP protocol without the Request and Response objects of tRPC's own adapters, which take nine
 * tenths of a small call's time (docs/adr/0048-one-trpc-transport.md).
 *
 * @see https://trpc.io/docs/rpc
 */
export async function handleTrpc(api: TransportApi, request: TrpcRequest): Promise<TrpcResponse> {
  const { method, requestId, surface, onBehalfOf, getAddress, getSignal, onScan, hold } = request;
  if (method === "HEAD") return { status: 204, headers: {}, body: "" };
  let text = Promise.resolve("");
  const inputLength = () => text.then(({ length }) => length);
  const context = api.createContext(request.caller, {
    requestId,
    surface,
    onBehalfOf,
    getAddress,
    getSignal,
    onScan,
    hold,
    inputLength,
  });
  let calls: readonly Call[];
  try {
    calls = readCalls(api.router, request);
  } catch (error) {
    return toResponse(toFailure(api, { context, error }));
  }
  // Reading starts here and each call awaits it, so that a rejected caller does not wait for the body.
  if (calls.some(({ type }) => acceptsMethod(type, method))) text = readInputText(request);
  text.catch(() => {}); // each call that awaits the inputs reports the error
  // Parsed when the first call asks, and so only for callers that are authenticated.
  let parsed: Promise<readonly unknown[]> | undefined;
  let onParse: ((inputs: Promise<unknown>) => void) | undefined;
  const inputs = () => {
    parsed ??= text.then((body) => parseInputs(body, request, calls));
    onParse?.(parsed);
    return parsed;
  };
  const run = (call: Call) => runCall(api, { call, context, inputs, method });
  if (wantsJsonLines(request)) {
    const parsing = new Promise((resolve) => (onParse = resolve));
    const results = calls.map(run);
    try {
      // While the response can still have the error's status. No call parses if all of them are rejected.
      await Promise.race([parsing, Promise.all(results)]);
    } catch (error) {
      return rejectTrpc(error, context.requestId);
    }
    return { status: 200, headers: commonHeaders, body: toJsonLines(results) };
  }
  const results = await Promise.all(calls.map(run));
  const [single] = results;
  const rejected = calls.find(({ type }) => type !== "unknown" && !acceptsMethod(type, method));
  const allow = rejected && methodsByType[rejected.type].join(", ");
  return toResponse(isBatch(request) || !single ? results : single, allow);
}

/** The response to a request that did not reach a procedure, without the cost of a TRPCError's stack trace. */
export function rejectTrpc(error: unknown, requestId: string): TrpcResponse {
  const appError = toAppError(error);
  const code = TRPC_ERROR_CODES_BY_KEY[errors[appError.code].trpc];
  const data = toErrorData(appError, { requestId, path: undefined });
  return toResponse({ error: { message: appError.message, code, data } });
}

type Result = { readonly result: { readonly data: unknown } } | Failure;

interface Failure {
  readonly error: ReturnType<typeof shapeOf>;
}

interface RunOptions {
  readonly call: Call;
  readonly context: Context;
  readonly inputs: () => Promise<readonly unknown[]>;
  readonly method: string;
}

async function runCall(
  api: TransportApi,
  { call, context, inputs, method }: RunOptions,
): Promise<Result> {
  const { path, index, type } = call;
  try {
    if (type === "unknown") {
      throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
    }
    if (!acceptsMethod(type, method)) {
      throw new TRPCError({
        code: "METHOD_NOT_SUPPORTED",
        message: `Unsupported ${method}-request to ${type} procedure at path "${path}"`,
      });
    }
    const data: unknown = await callTRPCProcedure({
      router: api.router,
      path,
      type,
      ctx: context,
      getRawInput: async () => (await inputs())[index],
      signal: undefined,
      batchIndex: index,
    });
    return { result: { data } };
  } catch (error) {
    return toFailure(api, { context, error, call });
  }
}

function toFailure(
  api: TransportApi,
  { context, error, call }: { context: Context; error: unknown; call?: Call },
): Failure {
  return { error: shapeOf(api, { context, error: getTRPCErrorFromUnknown(error), call }) };
}

function shapeOf(
  api: TransportApi,
  { context, error, call }: { context: Context; error: TRPCError; call: Call | undefined },
) {
  return getTRPCErrorShape({
    config: api.router._def._config,
    error,
    type: call?.type ?? "unknown",
    path: call?.path,
    input: undefined,
    ctx: context,
  });
}

/** The status that all results share, or 207 for a batch whose results differ. */
function toResponse(body: Result | readonly Result[], allow?: string): TrpcResponse {
  if ("result" in body) return { status: 200, headers: commonHeaders, body: write(body) };
  const results = "length" in body ? body : [body];
  const statuses = new Set(results.map((r) => ("error" in r ? r.error.data.httpStatus : 200)));
  const [first = 200] = statuses;
  const headers = { ...commonHeaders, ...(allow && { allow }), ...retryAfter(results) };
  return { status: statuses.size > 1 ? 207 : first, headers, body: write(body) };
}

/** Chunks if a result is a stream. */
function write(body: Result | readonly Result[]): TrpcResponse["body"] {
  if (!("length" in body)) return streamOf(body) ? toJsonChunks(body) : stringifyJson(body);
  return body.some(streamOf) ? toArrayChunks(body) : stringifyJson(body);
}

/** The longest wait that any of the calls asks for. */
function retryAfter(results: readonly Result[]): Record<string, string> | undefined {
  const seconds = results.flatMap((r) =>
    "error" in r ? (retryAfterSeconds(r.error.data) ?? []) : [],
  );
  return seconds.length > 0 ? { "retry-after": String(Math.max(...seconds)) } : undefined;
}
