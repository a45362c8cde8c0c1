import type { ErrorCode, ErrorDetails, Issue } from "./errors.js";
import { formatPath } from "../json/format-path.js";

/** The error that domain code throws: a code from the error table, a message and the code's details. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "AppError";
  readonly code: Code;
  readonly details: ErrorDetails<Code> | undefined;

  constructor(
    code: Code,
    message: string,
    options: { details?: ErrorDetails<Code>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}

/** Narrows to `AppError<ErrorCode>`, whereas `instanceof` narrows to `AppError<any>`. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** An INVALID error; the message gives the first issue with its path, the details give all of them. */
export function invalid(issues: readonly [Issue, ...Issue[]]): AppError<"INVALID"> {
  const [first] = issues;
  const path = formatPath(first.path);
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new AppError("INVALID", `${path === "" ? "" : `${path}: `}${first.message}${rest}`, {
    details: { issues },
  });
}
