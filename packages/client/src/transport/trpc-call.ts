import type { CallOptions } from "../call-options.js";
import { isRosterError } from "../roster-error.js";

/** The tRPC request options for the options of a call. */
export function toRequestOptions({ signal, timeout }: CallOptions) {
  return { ...(signal && { signal }), context: { timeout } };
}

/** Rejects with the signal's reason, which tRPC wraps in its own error. */
export async function withAbortReason<Result>(
  call: Promise<Result>,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (!isRosterError(error)) signal?.throwIfAborted();
    throw error;
  }
}
