import { AppError, type ErrorCode, errors, invalid, isAppError, toIssues } from "@roster/contract";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { Logger } from "../logger.js";

/** tRPC's own errors, mapped to the error table. */
const codeByTrpcCode: Partial<Record<TRPCError["code"], ErrorCode>> = {
  BAD_REQUEST: "INVALID",
  PARSE_ERROR: "INVALID",
  UNSUPPORTED_MEDIA_TYPE: "INVALID",
  NOT_FOUND: "NOT_FOUND",
  METHOD_NOT_SUPPORTED: "METHOD_NOT_ALLOWED",
  SERVICE_UNAVAILABLE: "UNAVAILABLE",
  CLIENT_CLOSED_REQUEST: "CANCELLED",
};

const INTERNAL_MESSAGE = "Something went wrong on the server; see its log for the cause";

/**
 * Maps anything thrown to an error that is safe to show to the caller. Unexpected errors become INTERNAL with
 * a fixed message and the original error as the cause.
 */
export function toAppError(error: unknown): AppError {
  const appError = error instanceof TRPCError ? fromTrpc(error) : error;
  const isPublic = isAppError(appError) && appError.code !== "INTERNAL";
  if (isPublic) return appError;
  const isMapped = isAppError(appError) && appError.message === INTERNAL_MESSAGE;
  return isMapped ? appError : new AppError("INTERNAL", INTERNAL_MESSAGE, { cause: appError });
}

function fromTrpc(error: TRPCError): unknown {
  const { cause, code, message } = error;
  if (isAppError(cause)) return cause;
  if (code === "BAD_REQUEST" && cause instanceof ZodError) return toInvalid(cause);
  const mapped = codeByTrpcCode[code];
  return mapped === undefined ? (cause ?? error) : new AppError(mapped, message, { cause: error });
}

/** INVALID with the issues of an input. */
export function toInvalid(error: ZodError): AppError {
  const [first, ...rest] = toIssues(error);
  return first ? invalid([first, ...rest]) : new AppError("INVALID", "The input is invalid");
}

/**
 * Converts an error for tRPC. The only place that logs errors: those with a 5xx status, except
 * timeouts of queries, which callers cause and whose paths may be personal.
 */
export function toTrpcError(
  error: unknown,
  { log, ...fields }: { log: Logger; requestId: string; path: string },
): TRPCError {
  const appError = toAppError(error);
  const { httpStatus, trpc } = errors[appError.code];
  if (httpStatus >= 500 && appError.code !== "QUERY_TIMEOUT") {
    log.error(
      { ...fields, code: appError.code, err: appError.cause ?? appError },
      appError.message,
    );
  }
  return new TRPCError({ code: trpc, message: appError.message, cause: appError });
}
