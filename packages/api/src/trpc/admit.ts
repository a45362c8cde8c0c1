import type { Actor } from "../auth/actor.js";
import { endCall, startCall } from "./call-event.js";
import type { Context } from "./context.js";
import { toAppError, toTrpcError } from "./error-mapping.js";

/**
 * Authenticates the caller and takes the call from its rate limits, for a surface that does so before it reads the
 * request. Procedures that are called with the returned context do neither again. `path` names the call if it is
 * rejected, which is then reported like a procedure's.
 *
 * @throws TRPCError whose cause is an AppError
 */
export async function admit(context: Context, path: string): Promise<Context> {
  const { caller, services, requestId, onRate, getAddress } = context;
  if (caller.actor) return context;
  const { credentials } = caller;
  const { apiKey = "" } = credentials;
  const start = performance.now();
  let actor: Actor | undefined;
  try {
    actor = await services.authenticator.authenticate(credentials, getAddress);
    await services.rateLimiter?.take({ actor, apiKey }, { calls: 1, before: 0 }, onRate);
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
