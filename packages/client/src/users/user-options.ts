import type { CallOptions, IdempotentCallOptions } from "../call-options.js";

export interface AddUserOptions extends IdempotentCallOptions {
  /** Return the stored user unchanged if the id already exists. Default: false. */
  readonly getOrCreate?: boolean;
}

export interface ConditionalOptions extends CallOptions {
  /**
   * Change the user only if it has this version. Otherwise the call fails with PRECONDITION_FAILED and the
   * actual version in `data.details.currentVersion`. Default: any version.
   */
  readonly ifVersion?: number;
}

export interface PatchUserOptions extends ConditionalOptions, IdempotentCallOptions {}

export interface RemovalMode {
  /**
   * `soft` hides the user until it is restored, or erased after some time (30 days, unless the server is configured
   * otherwise); its unique values are free at once. `hard` removes it for good, with the data in its history; it works
   * on softly removed users too. Default: `hard`.
   */
  readonly mode?: "hard" | "soft";
  /** Also replaces the id by a hash in the history and the audit log. Not with `soft`. Default: false. */
  readonly eraseId?: boolean;
}

export interface RemoveUserOptions extends RemovalMode, ConditionalOptions, IdempotentCallOptions {}

export interface GetUserOptions extends CallOptions {
  /** Also find a softly removed user, which has a `deletedAt`. Requires a server token. Default: false. */
  readonly includeDeleted?: boolean;
}
