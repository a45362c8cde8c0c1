import type { AppRouter } from "@roster/api";
import type { TRPCClient } from "@trpc/client";
import { settle, toRequest } from "../transport/settle.js";
import type { Stats } from "./stats.js";

/** The names of `Stats` for the procedures of the router; nothing is decided here. */
export function createStats({ stats }: TRPCClient<AppRouter>): Stats {
  return {
    async users({ from, to, step }, options = {}) {
      return await settle(stats.users.query({ from, to, step }, toRequest(options)), options);
    },
    async usage({ from, to, step }, options = {}) {
      return await settle(stats.usage.query({ from, to, step }, toRequest(options)), options);
    },
  };
}
