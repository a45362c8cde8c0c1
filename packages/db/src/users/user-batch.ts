import type { ChangeSource } from "../changes/change-source.js";
import type { CallFingerprint } from "../idempotency/idempotency-record.js";
import type { AddOutcome, NewUser } from "./new-user.js";

/** The users of one call. */
export interface UserBatch {
  readonly appId: string;
  readonly users: readonly NewUser[];
  readonly source: ChangeSource;
  /** Whether existing users get the new data. If an id occurs more than once, each occurrence is a change. */
  readonly update?: boolean | undefined;
  /** Whether to add all or none. */
  readonly atomic?: boolean | undefined;
  /** Whether only the statuses are wanted, so that existing users are not read. */
  readonly isImport?: boolean | undefined;
  readonly idempotency?: CallFingerprint | undefined;
}

/** Like an {@link AddOutcome}; an import does not read existing users. */
export type BatchOutcome = AddOutcome | { readonly status: "existing"; readonly user?: never };
