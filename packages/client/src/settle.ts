import { isRosterError } from "./roster-error.js";

/** tRPC wraps the reason of an abort; who aborted wants it as it was given. */
export async function settle<Answer>(
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
