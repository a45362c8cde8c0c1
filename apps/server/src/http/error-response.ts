import { toAppError, toErrorData, type RequestObserver } from "@roster/api";
import { retryAfterSeconds } from "@roster/contract";
import { rejectRest } from "@roster/rest";
import { type HttpResponse, jsonResponse } from "./response.js";
import { REST, type RouteOptions, TRPC } from "./paths.js";
import { rejectTrpc } from "../trpc/trpc-transport.js";

const noCredentials = { apiKey: undefined, authorization: undefined };

/** The answer to a request that reached neither procedure nor page, as its surface tells errors. */
export function errorResponse(
  url: string,
  error: unknown,
  { api, trace }: Pick<RouteOptions, "api"> & { readonly trace: RequestObserver | undefined },
): HttpResponse {
  if (url.startsWith(TRPC)) return rejectTrpc(api, error, trace);
  const { requestId } = api.createContext({ credentials: noCredentials }, trace);
  if (url.startsWith(REST)) return rejectRest(api, error, requestId);
  const appError = toAppError(error);
  const data = toErrorData(appError, { requestId, path: undefined });
  const seconds = retryAfterSeconds(appError);
  const headers = seconds === undefined ? {} : { "retry-after": String(seconds) };
  return jsonResponse(data.httpStatus, { error: { message: appError.message, data } }, headers);
}
