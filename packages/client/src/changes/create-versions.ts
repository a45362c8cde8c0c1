import type { AppRouter } from "@roster/api";
import type { TRPCClient } from "@trpc/client";
import { toRequestOptions, withAbortReason } from "../transport/trpc-call.js";
import type { UserVersions } from "./user-versions.js";

/** Maps `UserVersions` to the procedures of the router. */
export function createVersions(users: TRPCClient<AppRouter>["users"]): UserVersions {
  return {
    async history(id, { limit, cursor, ...options } = {}) {
      const input = { id, limit, cursor: cursor ?? undefined };
      return await withAbortReason(users.history.query(input, toRequestOptions(options)), options);
    },
  };
}
