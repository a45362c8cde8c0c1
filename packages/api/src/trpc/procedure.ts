import { AppError, toErrorData } from "@roster/contract";
import { initTRPC } from "@trpc/server";
import type { Actor } from "../auth/actor.js";
import type { Context } from "./context.js";
import { callChannel, type CallEvent, type CallTrace } from "./call-event.js";
import { toAppError, toTrpcError } from "./error-mapping.js";

const t = initTRPC.context<Context>().create({
  // No stack traces on the wire, in no environment.
  isDev: false,
  errorFormatter: ({ shape, error, ctx, path }) => ({
    message: shape.message,
    code: shape.code,
    data: toErrorData(toAppError(error), { requestId: ctx?.requestId ?? "", path }),
  }),
});

/**
 * Says who calls, tells when it has ended, and maps errors: the one place for all, since procedures throw AppErrors and catch
 * nothing. One middleware, not two: each costs every call a chain of promises and copies of its options.
 */
const callMiddleware = t.middleware(({ ctx, path, next }) => {
  const { caller, services, requestId } = ctx;
  const trace: CallTrace = { path };
  const start = performance.now();
  const end = (code: CallEvent["code"], by?: Actor) => {
    const seconds = (performance.now() - start) / 1000;
    const call = { requestId, path, appId: by?.appId, actor: by?.kind, code, seconds };
    trace.event = call;
    services.onCall?.(call);
    ctx.onCall?.(call);
  };
  const reject = (error: unknown, by?: Actor): never => {
    const appError = toAppError(error);
    end(appError.code, by);
    throw toTrpcError(appError, { log: services.log, requestId, path });
  };
  const call = async () => {
    let actor: Actor;
    try {
      actor = caller.actor ?? (await services.authenticator.authenticate(caller.credentials));
    } catch (error) {
      return reject(error);
    }
    const { rateLimiter } = services;
    // The dashboard's administrator, and whoever else a surface has let in itself, has no rate.
    if (rateLimiter && caller.credentials) {
      const { apiKey = "" } = caller.credentials;
      await rateLimiter
        .take({ actor, apiKey }, ctx.onRate)
        .catch((error: unknown) => reject(error, actor));
    }
    const result = await next({ ctx: { actor } });
    if (!result.ok) return reject(result.error, actor);
    end("OK", actor);
    return result;
  };
  return callChannel.tracePromise(call, trace);
});

/** A procedure for callers who have said who they are; `ctx.actor` is it. */
export const procedure = t.procedure.use(callMiddleware);

export const { router: createRouter, createCallerFactory } = t;

/** What a procedure throws where the user has another version than the call was for. */
export function versionMismatch(id: string, currentVersion: number): AppError {
  return new AppError(
    "PRECONDITION_FAILED",
    `User ${id} has version ${currentVersion}; look at it again before you change it`,
    { details: { id, currentVersion } },
  );
}

/** What a procedure throws where there is no user of this id. */
export function userNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no user ${id}`, { details: { id } });
}
