import type { AppRouter } from "@roster/api";
import type { TRPCClient } from "@trpc/client";
import { toRequestOptions, withAbortReason } from "../transport/trpc-call.js";
import type { UserLifecycle } from "./user-lifecycle.js";

type Procedures = TRPCClient<AppRouter>["users"];

type OneCall = UserLifecycle["deactivate"];
type ManyCall = UserLifecycle["deactivateMany"];

/** Maps `UserLifecycle` to the procedures of the router. */
export function createLifecycle(users: Procedures): UserLifecycle {
  const one =
    (procedure: Procedures["deactivate"]): OneCall =>
    async (id, { ifVersion, ...options } = {}) =>
      await withAbortReason(
        procedure.mutate({ id, ifVersion }, toRequestOptions(options)),
        options,
      );
  const many =
    (procedure: Procedures["deactivateMany"]): ManyCall =>
    async (ids, options = {}) =>
      await withAbortReason(
        procedure.mutate({ ids: [...ids] }, toRequestOptions(options)),
        options,
      );

  return {
    deactivate: one(users.deactivate),
    reactivate: one(users.reactivate),
    unban: one(users.unban),
    revokeTokens: one(users.revokeTokens),
    restore: one(users.restore),
    async ban(id, { ifVersion, until, seconds, reason, ...options } = {}) {
      const input = { id, ifVersion, until, seconds, reason };
      return await withAbortReason(users.ban.mutate(input, toRequestOptions(options)), options);
    },
    deactivateMany: many(users.deactivateMany),
    reactivateMany: many(users.reactivateMany),
    unbanMany: many(users.unbanMany),
    revokeTokensMany: many(users.revokeTokensMany),
    restoreMany: many(users.restoreMany),
    async banMany(ids, { until, seconds, reason, ...options } = {}) {
      const input = { ids: [...ids], until, seconds, reason };
      return await withAbortReason(users.banMany.mutate(input, toRequestOptions(options)), options);
    },
  };
}
