import { type Api, handleTrpc as handleTrpcRequest, rejectTrpc, toAppError } from "@roster/api";
import { AppError, errors, invalid } from "@roster/contract";
import { maxBodyBytes, readFetchBody, toFetchResponse } from "@roster/http";
import { isCrossSite } from "./cross-site.js";
import type { BrowserCaller } from "./host.js";

interface TrpcOptions extends BrowserCaller {
  readonly getApi: () => Promise<Api>;
  readonly maxDataBytes: number;
}

export const TRPC_PATH = "/api/trpc/";

/** One request of tRPC's HTTP protocol from an administrator's browser. */
export async function handleTrpc(request: Request, options: TrpcOptions): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    const { api, ...caller } = await authenticate(request, options);
    const { pathname, searchParams } = new URL(request.url);
    const { headers } = request;
    const response = await handleTrpcRequest(api, {
      method: request.method,
      path: pathname.slice(TRPC_PATH.length),
      query: searchParams,
      contentType: headers.get("content-type") ?? undefined,
      accept: headers.get("trpc-accept") ?? headers.get("accept") ?? undefined,
      caller,
      readBody: () => readFetchBody(request, maxBodyBytes(options.maxDataBytes)),
      requestId,
      surface: "dashboard",
      getSignal: () => request.signal,
    });
    // A result has no field for it, unlike an error.
    return toFetchResponse({
      ...response,
      headers: { ...response.headers, "x-request-id": requestId },
    });
  } catch (error) {
    return rejectRequest(error, requestId);
  }
}

async function authenticate(
  request: Request,
  { getApi, session, appId }: Omit<TrpcOptions, "maxDataBytes">,
) {
  if (isCrossSite(request)) {
    throw new AppError("FORBIDDEN", "Calls from other sites are not allowed");
  }
  const api = await getApi();
  const active = session === undefined ? undefined : await api.adminSessions.use(session);
  if (!active) throw new AppError("UNAUTHENTICATED", "Sign in to the dashboard first");
  if (!appId) throw invalid([{ path: ["x-roster-app"], message: "must name the app" }]);
  const { actor } = await api.enterApp(active, appId);
  return { api, actor };
}

/** The response to a request that did not reach a procedure. */
export function rejectRequest(error: unknown, requestId: string = crypto.randomUUID()): Response {
  const appError = toAppError(error);
  if (errors[appError.code].httpStatus >= 500) {
    console.error(appError.message, { requestId, err: appError.cause ?? appError });
  }
  return toFetchResponse(rejectTrpc(appError, requestId));
}
