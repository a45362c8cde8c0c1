import type { AppError } from "./app-error.js";
import { type ErrorData, errors } from "./errors.js";

/** `error.data` of a tRPC error response. */
export function toErrorData(
  error: AppError,
  { requestId, path }: { requestId: string; path: string | undefined },
): ErrorData {
  const { httpStatus, retryable } = errors[error.code];
  return {
    code: error.code,
    httpStatus,
    retryable,
    requestId,
    ...(path !== undefined && { path }),
    ...(error.details !== undefined && { details: error.details }),
  };
}
