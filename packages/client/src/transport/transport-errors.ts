import { type Operation, TRPCClientError } from "@trpc/client";
import { type AnyRosterError, isRosterError, createRosterError } from "../roster-error.js";
import type { Settings } from "../settings.js";

/** An answer that is not the API's, such as a proxy's. */
export class UnexpectedResponseError extends Error {
  /** 0 where it does not say. A date, which `Retry-After` may be too, counts as nothing said. */
  readonly retryAfterSeconds: number;

  constructor({ status, headers }: Response) {
    const type = headers.get("content-type") ?? "no content type";
    super(`answered ${status} with ${type}; is it Roster's API?`);
    const seconds = Number(headers.get("retry-after") ?? 0);
    this.retryAfterSeconds = seconds > 0 ? seconds : 0;
  }
}

/** What a failed attempt is reported as: the server's own error, or UNAVAILABLE where it gave none. */
export function toRosterError(
  error: unknown,
  op: Operation,
  { endpoint }: Settings,
): AnyRosterError {
  if (isRosterError(error)) return error;
  const cause = error instanceof TRPCClientError && error.cause ? error.cause : toError(error);
  return createUnavailableError(`${endpoint} ${describe(cause)}`, op, cause);
}

export function createTimeoutError(timeout: number, op: Operation, { endpoint }: Settings) {
  const cause = new DOMException("No answer in time", "TimeoutError");
  return createUnavailableError(`${endpoint} gave no answer within ${timeout} ms`, op, cause);
}

function createUnavailableError(reason: string, { path, type }: Operation, cause: Error) {
  const doubt = type === "query" || isUnsent(cause) ? "" : "; whether it was done is not known";
  return createRosterError("UNAVAILABLE", `${path}: ${reason}${doubt}`, { path, cause });
}

/** Codes of Node and of undici, its `fetch`, for what failed before a byte of the request was sent. */
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Whether the request certainly never left. A browser does not tell, so that there it never holds. */
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
