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
 * Makes attempts of a call until one is answered, until the policy says no, or until the caller aborts:
 * then the call ends at once, while its batch goes on for the others.
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
  for (let repetition = 1; ; repetition += 1) {
    try {
      return await makeAttempt(call, settings, timeout);
    } catch (failure) {
      signal?.throwIfAborted();
      const error = toRosterError(failure, op, settings);
      const pause = findRetryDelay(repetition, { op, error, settings });
      if (pause === null) throw error;
      await abortable<void>(signal, ({ resolve }) => startTimer(resolve, pause));
    }
  }
}

function makeAttempt({ op, next }: Call, settings: Settings, timeout: number): Promise<Envelope> {
  return abortable(op.signal, ({ resolve, reject }) => {
    // Unsubscribing aborts it; the caller's own signal would keep a listener for each call.
    const answer = next({ ...op, signal: null }).subscribe({ next: resolve, error: reject });
    const stopTimer = startTimer(() => reject(createTimeoutError(timeout, op, settings)), timeout);
    return () => {
      stopTimer();
      answer.unsubscribe();
    };
  });
}

/** `context.timeout` is how one call asks for a limit of its own. */
function readTimeout(asked: unknown, settings: Settings): number {
  if (asked === undefined) return settings.timeout;
  if (typeof asked === "number" && isTimeout(asked)) return asked;
  throw createInvalidError([
    { path: ["timeout"], message: "must be a number of milliseconds above 0" },
  ]);
}
