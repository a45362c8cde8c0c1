import type { AppRouter } from "@roster/api";
import { type OperationResultEnvelope, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { abortable, startTimer } from "./abortable.js";
import { createTimeoutError, toError, toRosterError } from "./transport-errors.js";
import { createInvalidError } from "../roster-error.js";
import { findRetryDelay } from "./retry-policy.js";
import { isTimeout, type Settings } from "../settings.js";

type Call = Parameters<ReturnType<TRPCLink<AppRouter>>>[0];
type Envelope = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;

/**
 * Attempts a call until it succeeds, must not be retried or is aborted. An aborted call ends immediately,
 * while the request continues for the other calls of its batch.
 */
export function retryLink(settings: Settings): TRPCLink<AppRouter> {
  return () => (call) =>
    observable((observer) => {
      makeAttempts(call, settings).then(
        (envelope) => {
          observer.next(envelope);
          observer.complete();
        },
        (error: unknown) => observer.error(TRPCClientError.from(toError(error))),
      );
    });
}

async function makeAttempts(call: Call, settings: Settings): Promise<Envelope> {
  const { op } = call;
  const { signal } = op;
  const timeout = readTimeout(op.context["timeout"], settings);
  let firstFailure: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await makeAttempt(call, settings, timeout);
    } catch (failure) {
      signal?.throwIfAborted();
      const error = toRosterError(failure, op, settings);
      const now = performance.now();
      const elapsed = now - (firstFailure ??= now);
      const delay = findRetryDelay({ op, error, attempt, elapsed }, settings);
      if (delay === null) throw error;
      await abortable<void>(signal, ({ resolve }) => startTimer(resolve, delay));
    }
  }
}

function makeAttempt({ op, next }: Call, settings: Settings, timeout: number): Promise<Envelope> {
  return abortable(op.signal, ({ resolve, reject }) => {
    // Unsubscribing aborts it. The caller's signal would keep a listener for each call.
    const subscription = next({ ...op, signal: null }).subscribe({ next: resolve, error: reject });
    const stopTimer = startTimer(() => reject(createTimeoutError(timeout, op, settings)), timeout);
    return () => {
      stopTimer();
      subscription.unsubscribe();
    };
  });
}

/** `context.timeout` overrides the timeout for one call. */
function readTimeout(timeout: unknown, settings: Settings): number {
  if (timeout === undefined) return settings.timeout;
  if (typeof timeout === "number" && isTimeout(timeout)) return timeout;
  throw createInvalidError([
    { path: ["timeout"], message: "must be a number of milliseconds greater than 0" },
  ]);
}
