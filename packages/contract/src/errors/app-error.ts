import type { ErrorCode, ErrorDetails, Issue } from "./errors.js";
import { formatPath } from "../json/format-path.js";

/** What domain code throws: a code of the error table, a text for people, and the code's details. */
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

/** Unlike `instanceof`, which narrows to an AppError of any code, and with it to details of any type. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** An INVALID error whose message names the first issue's place, and whose details name them all. */
export function invalid(issues: readonly [Issue, ...Issue[]]): AppError<"INVALID"> {
  const [first] = issues;
  const place = formatPath(first.path);
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new AppError("INVALID", `${place === "" ? "" : `${place}: `}${first.message}${rest}`, {
    details: { issues },
  });
}
