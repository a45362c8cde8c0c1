import type { CallOptions } from "../call-options.js";
import { isRosterError } from "../roster-error.js";

/** What tRPC is told of a call beside its input. */
export function toRequestOptions({ signal, timeout }: CallOptions) {
  return { ...(signal && { signal }), context: { timeout } };
}

/** tRPC wraps the reason of an abort; who aborted wants it as it was given. */
export async function withAbortReason<Answer>(
  call: Promise<Answer>,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!isRosterError(error)) signal?.throwIfAborted();
    throw error;
  }
}
