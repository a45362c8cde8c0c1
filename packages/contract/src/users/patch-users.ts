import { z } from "zod";
import { IdempotencyKey } from "./idempotency-key.js";
import type { JsonObject } from "../json/json-value.js";
import { findPatchIssues } from "./user-patch.js";
import { UserId, UserVersion } from "./user.js";

/** The most paths that one patch may unset. */
const MAX_UNSET = 1000;

/** What is to become of a user's data. */
export const patchFields = {
  /**
   * What is to be in the data. Keys at the top are paths (`address.city`; a dot in a key stands behind a
   * backslash), objects merge deep, and all else replaces: arrays, null, texts, numbers, booleans.
   */
  set: z.custom<JsonObject>().optional(),
  /** Paths of what is to be gone. One that leads to nothing is no error. */
  unset: z.array(z.string()).max(MAX_UNSET).optional(),
};

/** Refuses what is no patch, whoever it is for. */
export function checkPatch(patch: object, context: z.RefinementCtx): void {
  for (const { path, message } of findPatchIssues(patch)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
}

export const PatchUserInput = z
  .strictObject({
    id: UserId,
    ...patchFields,
    /** Change the user in this version alone; another is PRECONDITION_FAILED. Default: in any. */
    ifVersion: UserVersion.optional(),
    idempotencyKey: IdempotencyKey.optional(),
  })
  .superRefine(checkPatch);
export type PatchUserInput = z.infer<typeof PatchUserInput>;
