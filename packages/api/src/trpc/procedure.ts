import { toErrorData } from "@roster/contract";
import { initTRPC } from "@trpc/server";
import { type Access, assertAllowed } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";
import { assertAdmitted } from "../auth/assert-admitted.js";
import type { Charge } from "../rate-limit/rate-limiter.js";
import { assertInputLength } from "./assert-input-length.js";
import type { Context } from "./context.js";
import { type CallEvent, type CallStart, endCall, startCall } from "./call-event.js";
import { toAppError, toTrpcError } from "./error-mapping.js";

const t = initTRPC
  .context<Context>()
  .meta<Access>()
  .create({
    // Never send stack traces, in any environment.
    isDev: false,
    errorFormatter: ({ shape, error, ctx, path }) => ({
      message: shape.message,
      code: shape.code,
      data: toErrorData(toAppError(error), { requestId: ctx?.requestId ?? "", path }),
    }),
  });

/**
 * Authenticates the caller, applies rate limits, checks who may call, reports the call, and maps errors: procedures only
 * throw AppErrors. A single middleware, because each one costs every call a promise chain and copies of its options.
 */
const callMiddleware = t.middleware(({ ctx, path, meta, next }) => {
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
      actor =
        caller.actor ??
        (await services.authenticator.authenticate(caller.credentials, ctx.getAddress));
    } catch (error) {
      return reject(error);
    }
    const charge = chargeOf(ctx, actor);
    // What a surface has admitted has been charged for one call.
    if (caller.credentials) {
      await charge?.({ calls: 1, before: 0 }).catch((error: unknown) => reject(error, actor));
    }
    try {
      assertAllowed(actor, accessOf(meta, path));
    } catch (error) {
      return reject(error, actor);
    }
    const isUserStored = await assertAdmitted(ctx, actor).catch((error: unknown) =>
      reject(error, actor),
    );
    if (actor.kind === "user" && ctx.inputLength) {
      const checking = ctx.inputLength().then((length) => assertInputLength(ctx, actor, length));
      await checking.catch((error: unknown) => reject(error, actor));
    }
    // Taken once the input is known.
    const chargeAs = async (calls: number) => {
      if (calls > 1) await charge?.({ calls: calls - 1, before: 1 });
    };
    const result = await next({ ctx: { actor, chargeAs, isUserStored } });
    if (!result.ok) return reject(result.error, actor);
    end("OK", actor);
    return result;
  };
  return startCall(call, run);
});

/** Takes calls from the caller's rate limits; undefined for a caller without limits. */
function chargeOf({ caller, services: { rateLimiter }, onRate }: Context, actor: Actor) {
  const apiKey = caller.credentials ? (caller.credentials.apiKey ?? "") : caller.apiKey;
  if (!rateLimiter || apiKey === undefined) return undefined;
  return (charge: Charge) => rateLimiter.take({ actor, apiKey }, charge, onRate);
}

/** No procedure exists without a rule. */
export function accessOf(meta: Access | undefined, path: string): Access {
  if (meta) return meta;
  throw new Error(`${path} does not say who may call it`);
}

/**
 * A procedure for the callers that `access` allows; others get FORBIDDEN before their input is read. `ctx.actor` is the
 * caller. `ctx.chargeAs(calls)` makes the call count as several in the caller's rate limits, or throws RATE_LIMITED.
 * `ctx.isUserStored`: whether the caller is a user that exists.
 */
export const procedureFor = (access: Access) => t.procedure.meta(access).use(callMiddleware);

export const { router: createRouter, createCallerFactory } = t;
