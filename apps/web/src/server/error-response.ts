import { randomUUID } from "node:crypto";
import { toAppError, toErrorData } from "@roster/api";
import { errors } from "@roster/contract";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** The answer to a request that reached no procedure, in the shape that procedures' errors have. */
export function errorResponse(error: unknown): Response {
  const appError = toAppError(error);
  const requestId = randomUUID();
  const { httpStatus, trpc } = errors[appError.code];
  if (httpStatus >= 500) {
    console.error(appError.message, { requestId, err: appError.cause ?? appError });
  }
  const { message } = appError;
  const data = toErrorData(appError, { requestId, path: undefined });
  const shape = { message, code: TRPC_ERROR_CODES_BY_KEY[trpc], data };
  return Response.json({ error: shape }, { status: httpStatus });
}
