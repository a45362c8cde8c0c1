import type { ErrorCode, ErrorDetails } from "./errors.js";

/** Where the error does not say how long, such as a database that is away. */
const DEFAULT_SECONDS = 1;

/**
 * How many whole seconds a caller does well to wait before the same call, as `Retry-After` says it;
 * undefined where waiting does not help.
 */
export function retryAfterSeconds({ code, details }: CodedError): number | undefined {
  if (code !== "RATE_LIMITED" && code !== "UNAVAILABLE") return undefined;
  const asked = details && "retryAfterSeconds" in details ? details.retryAfterSeconds : undefined;
  return Math.ceil(asked ?? DEFAULT_SECONDS);
}

interface CodedError {
  readonly code: ErrorCode;
  readonly details?: ErrorDetails | undefined;
}
