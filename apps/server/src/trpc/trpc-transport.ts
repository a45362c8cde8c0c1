import { type Api, type Context, toAppError, toErrorData, type RequestObserver } from "@roster/api";
import { errors, retryAfterSeconds } from "@roster/contract";
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { type HttpResponse, jsonResponse } from "../http/response.js";
import { type Call, isBatch, readCalls, readInputs, type TrpcRequest } from "./trpc-request.js";

const varies = { vary: "trpc-accept, accept" };

/** A query that is too long for an address comes by POST; no mutation comes by GET. */
const methodsByType: Readonly<Record<Call["type"], readonly string[]>> = {
  query: ["GET", "POST"],
  mutation: ["POST"],
  subscription: [],
  unknown: [],
};

/**
 * Serves tRPC's HTTP protocol without the Request and Response objects of tRPC's own adapters, which
 * take nine tenths of a small call's time.
 *
 * @see https://trpc.io/docs/rpc
 */
export async function handleTrpc(api: Api, request: TrpcRequest): Promise<HttpResponse> {
  if (request.method === "HEAD") return { status: 204, headers: {}, body: "" };
  const { credentials, trace } = request;
  const context = { ...api.createContext({ credentials }, trace), isJson: true };
  let calls: Call[];
  try {
    calls = readCalls(api, request);
  } catch (error) {
    return toResponse(toFailure(api, { context, error }));
  }
  // Begun here, awaited in each call: a procedure that refuses the caller does not wait for the body.
  const inputs = needsInput(calls, request.method)
    ? readInputs(request, calls)
    : Promise.resolve([]);
  inputs.catch(() => {}); // each call that awaits it reports it
  const results = await Promise.all(
    calls.map((call) => runCall(api, { call, context, inputs, method: request.method })),
  );
  const [single] = results;
  const refused = calls.find(
    ({ type }) => type !== "unknown" && !acceptsMethod(type, request.method),
  );
  const allow = refused && methodsByType[refused.type].join(", ");
  return toResponse(isBatch(request) || !single ? results : single, allow);
}

/** The answer to a request that reached no procedure: as tRPC would shape it, without an error of tRPC's on the way. */
export function rejectTrpc(api: Api, error: unknown, trace?: RequestObserver): HttpResponse {
  const credentials = { apiKey: undefined, authorization: undefined };
  const { requestId } = api.createContext({ credentials }, trace);
  const appError = toAppError(error);
  const code = TRPC_ERROR_CODES_BY_KEY[errors[appError.code].trpc];
  const data = toErrorData(appError, { requestId, path: undefined });
  return toResponse({ error: { message: appError.message, code, data } });
}

type Result = { readonly result: { readonly data: unknown } } | Failure;

interface Failure {
  readonly error: ReturnType<typeof shapeOf>;
}

interface CallOptions {
  readonly call: Call;
  readonly context: Context;
  readonly inputs: Promise<readonly unknown[]>;
  readonly method: string;
}

function needsInput(calls: readonly Call[], method: string): boolean {
  return calls.some(({ type }) => acceptsMethod(type, method));
}

const acceptsMethod = (type: Call["type"], method: string) => methodsByType[type].includes(method);

async function runCall(api: Api, { call, context, inputs, method }: CallOptions): Promise<Result> {
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
      getRawInput: async () => (await inputs)[index],
      signal: undefined,
      batchIndex: index,
    });
    return { result: { data } };
  } catch (error) {
    return toFailure(api, { context, error, call });
  }
}

function toFailure(
  api: Api,
  { context, error, call }: { context: Context; error: unknown; call?: Call },
): Failure {
  return { error: shapeOf(api, { context, error: getTRPCErrorFromUnknown(error), call }) };
}

function shapeOf(
  api: Api,
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

/** One status for all results alike, 207 for a batch of several. */
function toResponse(body: Result | readonly Result[], allow?: string): HttpResponse {
  const results = "length" in body ? body : [body];
  const statuses = new Set(results.map((r) => ("error" in r ? r.error.data.httpStatus : 200)));
  const [first = 200] = statuses;
  const headers = { ...varies, ...(allow && { allow }), ...retryAfter(results) };
  return jsonResponse(statuses.size > 1 ? 207 : first, body, headers);
}

/** The longest pause that one of the calls asks for. */
function retryAfter(results: readonly Result[]): Record<string, string> | undefined {
  const pauses = results.flatMap((r) =>
    "error" in r ? (retryAfterSeconds(r.error.data) ?? []) : [],
  );
  return pauses.length > 0 ? { "retry-after": String(Math.max(...pauses)) } : undefined;
}
