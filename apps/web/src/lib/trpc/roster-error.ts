import type { ErrorCode, ErrorData } from "@roster/contract";

export type RosterError<Code extends ErrorCode = ErrorCode> = Error & { data: ErrorData<Code> };

/** Whether `error` is an answer of the API, with this code where one is given. */
export function isRosterError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: Code,
): error is RosterError<Code> {
  if (!(error instanceof Error) || !("data" in error)) return false;
  const { data } = error;
  if (typeof data !== "object" || data === null || !("code" in data)) return false;
  return code === undefined || data.code === code;
}
