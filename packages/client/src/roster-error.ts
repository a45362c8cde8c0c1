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
 * The error that a failed call rejects with: tRPC's own client error, whose `data` describes the failure.
 * `data.code` is a code of the error table, `data.retryable` whether the same call can succeed later,
 * `data.details` depends on the code (the `id` of a CONFLICT, the `issues` of an INVALID), and
 * `data.requestId` identifies the request in the server's log; it is empty if no response arrived.
 *
 * Failures without a response have the same shape: an input that cannot be sent is INVALID; no connection,
 * a timeout and a response that is not from Roster are UNAVAILABLE, with the reason as the error's `cause`.
 *
 * Narrow it with {@link isRosterError}.
 */
export type RosterError<Code extends ErrorCode = ErrorCode> = Code extends ErrorCode
  ? Error & { readonly data: ErrorData<Code> }
  : never;

/**
 * Whether `error` is a RosterError, with this code if one is given; narrows `error.data` accordingly.
 * An aborted call rejects with the signal's reason instead, which is not a RosterError.
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

/** A RosterError of any code, not narrowed by it. */
export type AnyRosterError = Error & { readonly data: ErrorData };

/** What the client creates: also an error of tRPC's client, like those from the server. */
export type CreatedRosterError = AnyRosterError & TRPCClientError<AppRouter>;

/** Creates an INVALID error in the client, before anything is sent. */
export function createInvalidError(
  issues: readonly [Issue, ...Issue[]],
  path?: string,
): CreatedRosterError {
  const details = { issues };
  return createRosterError("INVALID", invalid(issues).message, { details, ...(path && { path }) });
}

/** Creates an error in the client, in the shape of an error from the server. */
export function createRosterError<Code extends ErrorCode>(
  code: Code,
  message: string,
  extra: { details?: ErrorDetails<Code>; path?: string; cause?: unknown } = {},
): CreatedRosterError {
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
  return Object.assign(error, { data }); // the same data, which tRPC's type declares as optional
}
