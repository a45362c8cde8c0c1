import type { AppError } from "./app-error.js";
import { type ErrorData, errors } from "./errors.js";

/** The `data` of an error on our own wire. */
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
