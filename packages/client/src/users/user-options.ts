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

export interface RemoveUserOptions extends ConditionalOptions, IdempotentCallOptions {}
