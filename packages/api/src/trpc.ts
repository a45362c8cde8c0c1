import { AppError } from "@roster/contract";
import { initTRPC } from "@trpc/server";
import type { Context } from "./context.js";
import { toAppError, toErrorData, toTrpcError } from "./error-mapping.js";

const t = initTRPC.context<Context>().create({
  // No stack traces on the wire, in no environment.
  isDev: false,
  errorFormatter: ({ shape, error, ctx, path }) => ({
    message: shape.message,
    code: shape.code,
    data: toErrorData(toAppError(error), { requestId: ctx?.requestId ?? "", path }),
  }),
});

/** The one place where errors are mapped: procedures throw AppErrors and catch nothing. */
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { requestId, services } = ctx;
  throw toTrpcError(result.error, { log: services.log, requestId, path });
});

const authenticate = t.middleware(async ({ ctx, next }) => {
  const { caller, services } = ctx;
  const actor = caller.actor ?? (await services.authenticator.authenticate(caller.credentials));
  return next({ ctx: { actor } });
});

/** A procedure for callers who have said who they are; `ctx.actor` is it. */
export const procedure = t.procedure.use(mapErrors).use(authenticate);

export const { router: createRouter, createCallerFactory } = t;

/** What a procedure throws where there is no user of this id. */
export function noSuchUser(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no user ${id}`, { details: { id } });
}
