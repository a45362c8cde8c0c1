import type { AppRouter } from "@roster/api";
import {
  type ErrorCode,
  type ErrorData,
  type ErrorDetails,
  errors,
  invalid,
  type Issue,
} from "@roster/contract";
import { TRPCClientError } from "@trpc/client";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/**
 * What a call that failed is rejected with: tRPC's own client error, whose `data` says what went wrong.
 * `data.code` is one of the codes of the error table, `data.retryable` whether the same call can succeed
 * later, `data.details` what belongs to the code (the `id` of a CONFLICT, the `issues` of an INVALID),
 * `data.requestId` the request's name in the server's log, empty where no answer came.
 *
 * The same shape stands for what never reached the server: an input that cannot be sent is INVALID; no
 * connection, no answer in time and an answer that is not Roster's are UNAVAILABLE, with the reason as
 * the error's `cause`.
 *
 * Tell one from another with {@link isRosterError}.
 */
export type RosterError<Code extends ErrorCode = ErrorCode> = Code extends ErrorCode
  ? Error & { readonly data: ErrorData<Code> }
  : never;

/**
 * Whether `error` is Roster's, and of this code where one is given; `error.data` is typed accordingly.
 * An aborted call is not: it is rejected with the signal's reason.
 *
 * @example
 * ```ts
 * await roster.users.add("john-doe");
 * try {
 *   await roster.users.add("john-doe");
 * } catch (error) {
 *   if (!isRosterError(error, "CONFLICT")) throw error;
 *   console.log(`${error.data.details?.id} is taken`);
 * }
 * ```
 */
export function isRosterError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: Code,
): error is RosterError<Code> {
  // By shape, not by class: an application may have two copies of @trpc/client.
  if (!(error instanceof Error) || !("data" in error)) return false;
  const { data } = error;
  if (typeof data !== "object" || data === null || !("code" in data)) return false;
  if (typeof data.code !== "string" || !("retryable" in data)) return false;
  return code === undefined || data.code === code;
}

/** A RosterError whose code is not looked at. */
export type AnyRosterError = Error & { readonly data: ErrorData };

/** An INVALID error that was found here: nothing was sent. */
export function createInvalidError(issues: readonly [Issue, ...Issue[]], path?: string) {
  const details = { issues };
  return createRosterError("INVALID", invalid(issues).message, { details, ...(path && { path }) });
}

/** An error that was found here, in the shape in which the server would have sent it. */
export function createRosterError<Code extends ErrorCode>(
  code: Code,
  message: string,
  extra: { details?: ErrorDetails<Code>; path?: string; cause?: unknown } = {},
): AnyRosterError & TRPCClientError<AppRouter> {
  const { httpStatus, retryable, trpc } = errors[code];
  const { details, path, cause } = extra;
  const data: ErrorData = {
    code,
    httpStatus,
    retryable,
    requestId: "",
    ...(path !== undefined && { path }),
    ...(details !== undefined && { details }),
  };
  const error = new TRPCClientError<AppRouter>(message, {
    result: { error: { message, code: TRPC_ERROR_CODES_BY_KEY[trpc], data } },
    ...(cause instanceof Error && { cause }),
  });
  return Object.assign(error, { data }); // the same data, which tRPC's type says may be absent
}
