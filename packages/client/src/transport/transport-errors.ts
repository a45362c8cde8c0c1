import { type Operation, TRPCClientError } from "@trpc/client";
import {
  type AnyRosterError,
  type CreatedRosterError,
  isRosterError,
  createRosterError,
} from "../roster-error.js";
import type { Settings } from "../settings.js";

/** A response that is not from the API, such as a proxy's. */
export class UnexpectedResponseError extends Error {
  /** From `Retry-After`; 0 if it is absent or a date. */
  readonly retryAfterSeconds: number;
  /** Whether it is a gateway's that cannot reach the API, and not that of another service. */
  readonly isTemporary: boolean;

  constructor({ status, headers }: Response) {
    const type = headers.get("content-type") ?? "no content type";
    super(`responded with status ${status} and ${type}; is it the Roster API?`);
    const seconds = Number(headers.get("retry-after") ?? 0);
    this.retryAfterSeconds = seconds > 0 ? seconds : 0;
    this.isTemporary = status >= 500 || status === 408 || status === 429;
  }
}

/** The error of a failed attempt: the server's own, or UNAVAILABLE without a valid response. */
export function toRosterError(
  error: unknown,
  op: Operation,
  { endpoint }: Settings,
): AnyRosterError {
  if (isRosterError(error)) return error;
  const cause = error instanceof TRPCClientError && error.cause ? error.cause : toError(error);
  return createUnavailableError(`${endpoint} ${describe(cause)}`, op, cause);
}

export function createTimeoutError(
  timeout: number,
  op: Operation,
  { endpoint }: Settings,
): CreatedRosterError {
  const cause = new DOMException("No response in time", "TimeoutError");
  return createUnavailableError(`${endpoint} did not respond within ${timeout} ms`, op, cause);
}

function createUnavailableError(
  reason: string,
  { path, type }: Operation,
  cause: Error,
): CreatedRosterError {
  const unknownOutcome =
    type === "query" || isUnsent(cause) ? "" : "; it is unknown whether the call was processed";
  return createRosterError("UNAVAILABLE", `${path}: ${reason}${unknownOutcome}`, { path, cause });
}

/** Error codes of Node and undici for failures before any byte of the request was sent. */
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Whether the request was certainly not sent. Never true in a browser, which does not report it. */
export function isUnsent(error: unknown): boolean {
  return causes(error).some((cause) => "code" in cause && unsentCodes.has(String(cause.code)));
}

function describe(error: Error): string {
  const chain = causes(error);
  const deepest = chain.at(-1) ?? error;
  const code = "code" in deepest ? String(deepest.code) : "";
  const text = deepest.message === "" ? code : deepest.message;
  return chain.length > 1 || error instanceof TypeError ? `cannot be reached: ${text}` : text;
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
