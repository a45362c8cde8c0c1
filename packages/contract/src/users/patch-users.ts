import { z } from "zod";
import { findPatchIssues } from "./parse-patch.js";
import { UserData } from "./user-data.js";
import { IssueSchema, UserIds } from "./user-batches.js";
import { IdempotencyKey, UserId, UserVersion } from "./user.js";

/** The maximum number of paths that one patch can unset. */
const MAX_UNSET = 1000;

const patchFields = {
  /**
   * What to set in the data. Top-level keys are paths (`address.city`; a dot inside a key is escaped with a
   * backslash), objects are merged deeply, and everything else is replaced, arrays and null included.
   */
  set: UserData.optional(),
  /** Paths to remove from the data. A path without a value is not an error. */
  unset: z.array(z.string()).max(MAX_UNSET).optional(),
};

function checkPatch(patch: object, context: z.RefinementCtx): void {
  for (const { path, message } of findPatchIssues(patch)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
}

export const PatchUserInput = z
  .strictObject({
    id: UserId,
    ...patchFields,
    /** Only patch the user if it has this version; otherwise PRECONDITION_FAILED. */
    ifVersion: UserVersion.optional(),
    idempotencyKey: IdempotencyKey.optional(),
  })
  .superRefine(checkPatch);
export type PatchUserInput = z.infer<typeof PatchUserInput>;

/** One patch for many users. */
export const PatchManyUsersInput = z
  .strictObject({ ids: UserIds, ...patchFields })
  .superRefine(checkPatch);
export type PatchManyUsersInput = z.infer<typeof PatchManyUsersInput>;

/** The outcome for one user of `patchMany`. */
export const PatchUserOutcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("patched"), id: UserId, version: UserVersion }),
  /** No user has this id. */
  z.object({ status: z.literal("missing"), id: UserId }),
  /** Unchanged: another user has the value at this path, which has a unique index. */
  z.object({ status: z.literal("conflict"), id: UserId, path: z.array(z.string()) }),
  /** Unchanged: the patch does not fit the user's data. */
  z.object({ status: z.literal("invalid"), id: UserId, issues: z.array(IssueSchema) }),
]);
export type PatchUserOutcome = z.infer<typeof PatchUserOutcome>;

export const PatchManyUsersResult = z.object({
  /** In the order of the ids; a duplicate id has one result. */
  results: z.array(PatchUserOutcome),
});
export type PatchManyUsersResult = z.infer<typeof PatchManyUsersResult>;
