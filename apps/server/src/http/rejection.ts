import { randomUUID } from "node:crypto";
import { AppError, errors, retryAfterSeconds, toErrorData } from "@roster/contract";
import { type HttpResponse, privateHeaders, type Rejection } from "@roster/http";
import { toErrorBody } from "@roster/rest";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Surface } from "./paths.js";

/** The error in the format of the surface. Of both if it is unknown which one the request was for: no fields clash. */
export function rejectionResponse(
  { status, code, message }: Rejection,
  surface: Surface | undefined,
): HttpResponse & { readonly body: string } {
  const requestId = randomUUID();
  const type = { "content-type": "application/json" };
  const appError = new AppError(code, message);
  const seconds = retryAfterSeconds(appError);
  const headers = {
    ...privateHeaders,
    ...type,
    "x-request-id": requestId,
    ...(seconds !== undefined && { "retry-after": String(seconds) }),
  };
  const rest = { ...toErrorBody(appError, "0.00ms"), status_code: status };
  const common = toErrorData(appError, { requestId, path: undefined });
  const data = { ...common, httpStatus: status, retryable: common.retryable || status === 408 };
  const number = TRPC_ERROR_CODES_BY_KEY[errors[code].trpc];
  const error = { message, ...(surface !== "other" && { code: number }), data };
  const body = surface === "rest" ? rest : { error, ...(surface === undefined && rest) };
  return { status, headers, body: JSON.stringify(body) };
}
