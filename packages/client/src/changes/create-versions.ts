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
    async revert(id, toVersion, { ifVersion, ...options } = {}) {
      const input = { id, toVersion, ifVersion };
      return await withAbortReason(users.revert.mutate(input, toRequestOptions(options)), options);
    },
    async revertMany(reversions, options = {}) {
      const input = { users: [...reversions] };
      return await withAbortReason(
        users.revertMany.mutate(input, toRequestOptions(options)),
        options,
      );
    },
    async export(id, options = {}) {
      const { signal, context } = toRequestOptions(options);
      const call = users.export.query(
        { id },
        { ...(signal && { signal }), context: { ...context, stream: true } },
      );
      const document = asStream(await withAbortReason<unknown>(call, options));
      // Aborting a call that has its result has no effect.
      return document.pipeThrough(new TransformStream(), signal && { signal });
    },
  };
}

/** With `stream` in its context, the HTTP link returns the result unparsed. */
function asStream(result: unknown): ReadableStream<Uint8Array> {
  return result as ReadableStream<Uint8Array>; // oxlint-disable-line typescript/consistent-type-assertions -- tRPC types the procedure's output
}
