import { toErrorData } from "@roster/contract";
import { initTRPC } from "@trpc/server";
import type { Actor } from "../auth/actor.js";
import type { Context } from "./context.js";
import { type CallEvent, type CallStart, endCall, startCall } from "./call-event.js";
import { toAppError, toTrpcError } from "./error-mapping.js";

const t = initTRPC.context<Context>().create({
  // Never send stack traces, in any environment.
  isDev: false,
  errorFormatter: ({ shape, error, ctx, path }) => ({
    message: shape.message,
    code: shape.code,
    data: toErrorData(toAppError(error), { requestId: ctx?.requestId ?? "", path }),
  }),
});

/**
 * Authenticates the caller, applies rate limits, reports the call, and maps errors: procedures only throw AppErrors.
 * A single middleware, because each one costs every call a promise chain and copies of its options.
 */
const callMiddleware = t.middleware(({ ctx, path, next }) => {
  const { caller, services, requestId } = ctx;
  const call: CallStart = { requestId, path };
  const start = performance.now();
  const end = (code: CallEvent["code"], actor?: Actor) => {
    const seconds = (performance.now() - start) / 1000;
    endCall(call, { appId: actor?.appId, actor: actor?.kind, code, seconds });
  };
  const reject = (error: unknown, actor?: Actor): never => {
    const appError = toAppError(error);
    end(appError.code, actor);
    throw toTrpcError(appError, { log: services.log, requestId, path });
  };
  const run = async () => {
    let actor: Actor;
    try {
      actor = caller.actor ?? (await services.authenticator.authenticate(caller.credentials));
    } catch (error) {
      return reject(error);
    }
    const { rateLimiter } = services;
    // Actors that a surface has verified itself, such as the dashboard's administrator, have no limit.
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
  return startCall(call, run);
});

/** A procedure for authenticated callers; `ctx.actor` is the caller. */
export const procedure = t.procedure.use(callMiddleware);

export const { router: createRouter, createCallerFactory } = t;
