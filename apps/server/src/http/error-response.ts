import { rejectTrpc, toAppError } from "@roster/api";
import { errorResponse as plainErrorResponse, type HttpResponse } from "@roster/http";
import { rejectRest } from "@roster/rest";
import { REST, type RouteOptions, TRPC } from "./paths.js";

interface ErrorOptions extends Pick<RouteOptions, "api"> {
  readonly requestId: string;
}

/** The response to a request that reached neither a procedure nor a page, in its surface's format. */
export function errorResponse(
  url: string,
  error: unknown,
  { api, requestId }: ErrorOptions,
): HttpResponse {
  if (url.startsWith(TRPC)) return rejectTrpc(error, requestId);
  if (url.startsWith(REST)) return rejectRest(api, error, requestId);
  return plainErrorResponse(toAppError(error), requestId);
}
