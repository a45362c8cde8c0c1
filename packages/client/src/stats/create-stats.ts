import type { AppRouter } from "@roster/api";
import type { TRPCClient } from "@trpc/client";
import { withAbortReason, toRequestOptions } from "../transport/trpc-call.js";
import type { Stats } from "./stats.js";

/** The names of `Stats` for the procedures of the router; nothing is decided here. */
export function createStats({ stats }: TRPCClient<AppRouter>): Stats {
  return {
    async users({ from, to, step }, options = {}) {
      return await withAbortReason(
        stats.users.query({ from, to, step }, toRequestOptions(options)),
        options,
      );
    },
    async usage({ from, to, step }, options = {}) {
      return await withAbortReason(
        stats.usage.query({ from, to, step }, toRequestOptions(options)),
        options,
      );
    },
  };
}
