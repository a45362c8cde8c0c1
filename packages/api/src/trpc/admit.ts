import { type Access, assertAllowed } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";
import { endCall, startCall } from "./call-event.js";
import type { Context } from "./context.js";
import { toAppError, toTrpcError } from "./error-mapping.js";

/** The procedure that a surface is about to call. */
interface AdmittedCall {
  /** Names the call if it is rejected, which is then reported like a procedure's. */
  readonly path: string;
  /** Undefined if there is no such procedure. */
  readonly access: Access | undefined;
}

/**
 * Authenticates the caller, takes the call from its rate limits and checks whether it may make the call, for a surface
 * that does so before it reads the request. Procedures that are called with the returned context do not authenticate
 * or take again.
 *
 * @throws TRPCError whose cause is an AppError
 */
export async function admit(context: Context, { path, access }: AdmittedCall): Promise<Context> {
  const { caller, services, requestId, onRate, getAddress } = context;
  if (caller.actor) return context;
  const { credentials } = caller;
  const { apiKey = "" } = credentials;
  const start = performance.now();
  let actor: Actor | undefined;
  try {
    actor = await services.authenticator.authenticate(credentials, getAddress);
    await services.rateLimiter?.take({ actor, apiKey }, { calls: 1, before: 0 }, onRate);
    if (access) assertAllowed(actor, access);
  } catch (error) {
    const appError = toAppError(error);
    const seconds = (performance.now() - start) / 1000;
    const outcome = { appId: actor?.appId, actor: actor?.kind, code: appError.code, seconds };
    const call = { requestId, path };
    startCall(call, () => endCall(call, outcome));
    throw toTrpcError(appError, { log: services.log, requestId, path });
  }
  return { ...context, caller: { actor, apiKey } };
}
