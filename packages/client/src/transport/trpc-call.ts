import type { CallOptions } from "../call-options.js";
import type { ChangeTexts, StoredChange } from "../changes/change.js";
import { isRosterError } from "../roster-error.js";
import type { StoredUser, User } from "../users/user.js";

/** The tRPC request options for the options of a call. */
export function toRequestOptions({ signal, timeout }: CallOptions) {
  return { ...(signal && { signal }), context: { timeout } };
}

/** A result as the HTTP link returns it: users and changes have the texts of their data. */
type Received<T> = T extends StoredUser
  ? T & Pick<User, "dataText">
  : T extends StoredChange
    ? T & ChangeTexts
    : T extends readonly (infer Item)[]
      ? Received<Item>[]
      : T extends object
        ? { [Key in keyof T]: Received<T[Key]> }
        : T;

/** Rejects with the signal's reason, which tRPC wraps in its own error. */
export async function withAbortReason<Result>(
  call: Promise<Result>,
  options: { readonly signal?: AbortSignal | undefined },
): Promise<Received<Result>>;
// The overload types the result: the router knows no `dataText`.
export async function withAbortReason(
  call: Promise<unknown>,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    if (!isRosterError(error)) signal?.throwIfAborted();
    throw error;
  }
}
