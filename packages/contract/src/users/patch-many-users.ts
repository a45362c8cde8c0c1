import { z } from "zod";
import { checkPatch, patchFields } from "./patch-users.js";
import { IssueSchema, UserIds } from "./user-batches.js";
import { UserId, UserVersion } from "./user.js";

/** One patch for many users. */
export const PatchManyUsersInput = z
  .strictObject({ ids: UserIds, ...patchFields })
  .superRefine(checkPatch);
export type PatchManyUsersInput = z.infer<typeof PatchManyUsersInput>;

/** What became of one user of `patchMany`. */
export const PatchUserOutcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("patched"), id: UserId, version: UserVersion }),
  /** Nobody has the id. */
  z.object({ status: z.literal("missing"), id: UserId }),
  /** Another user has the value at this path, where values are unique; it stays as it is. */
  z.object({ status: z.literal("conflict"), id: UserId, path: z.array(z.string()) }),
  /** Its data cannot be patched so, and stays as it is. */
  z.object({ status: z.literal("invalid"), id: UserId, issues: z.array(IssueSchema) }),
]);
export type PatchUserOutcome = z.infer<typeof PatchUserOutcome>;

export const PatchManyUsersResult = z.object({
  /** In the order of the ids; an id given twice is answered once. */
  results: z.array(PatchUserOutcome),
});
export type PatchManyUsersResult = z.infer<typeof PatchManyUsersResult>;
