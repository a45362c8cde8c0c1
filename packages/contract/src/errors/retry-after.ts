import type { ErrorCode, ErrorDetails } from "./errors.js";

/** For errors that specify no delay, such as an unreachable database. */
const DEFAULT_SECONDS = 1;

interface CodedError {
  readonly code: ErrorCode;
  readonly details?: ErrorDetails | undefined;
}

/** The value of the `Retry-After` header, in whole seconds; undefined if retrying cannot help. */
export function retryAfterSeconds({ code, details }: CodedError): number | undefined {
  if (code !== "RATE_LIMITED" && code !== "UNAVAILABLE") return undefined;
  const seconds = details && "retryAfterSeconds" in details ? details.retryAfterSeconds : undefined;
  return Math.ceil(seconds ?? DEFAULT_SECONDS);
}
