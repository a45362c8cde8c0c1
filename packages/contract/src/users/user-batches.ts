import { z } from "zod";
import { MAX_BATCH_USERS } from "../limits.js";
import type { NewUserInput } from "./new-user.js";
import {
  eraseIdIsForHard,
  erasesOnlyHard,
  IdempotencyKey,
  IncludeDeleted,
  RemoveMode,
  ReplayedUser,
  Timestamp,
  User,
  UserId,
} from "./user.js";

const batchFields = {
  /**
   * Each user is checked separately by `findAddUserIssues`, so that an invalid one does not fail the others;
   * it also takes half the time that zod would.
   */
  users: z.array(z.custom<NewUserInput>()).min(1).max(MAX_BATCH_USERS),
  /** The default for users without `getOrCreate`. Default: false. */
  getOrCreate: z.boolean().optional(),
  /**
   * Replace the data of users whose ids exist. If an id occurs more than once, each occurrence counts as a
   * change, in one write, and the last data is stored. Not with `getOrCreate`. Default: false.
   */
  update: z.boolean().optional(),
  idempotencyKey: IdempotencyKey.optional(),
};

interface Batch {
  readonly users: readonly NewUserInput[];
  readonly getOrCreate?: boolean | undefined;
  readonly update?: boolean | undefined;
}

function checkUpdate({ users, getOrCreate, update }: Batch, context: z.core.$RefinementCtx) {
  if (update !== true) return;
  const index = users.findIndex((user) => user?.getOrCreate === true);
  const path = getOrCreate === true ? ["getOrCreate"] : ["users", index, "getOrCreate"];
  if (getOrCreate !== true && index === -1) return;
  context.addIssue({ code: "custom", path, message: "cannot be combined with update" });
}

export const AddManyUsersInput = z
  .strictObject({
    ...batchFields,
    /** Add all users or none: one invalid user is INVALID, one conflict CONFLICT. Default: false. */
    atomic: z.boolean().optional(),
  })
  .superRefine(checkUpdate);
export type AddManyUsersInput = z.infer<typeof AddManyUsersInput>;

/** The schema of an `Issue` in a result. */
export const IssueSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
});

/** The outcome for one user of `addMany`. */
export const AddUserOutcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("created"), user: ReplayedUser }),
  /** The id exists and `getOrCreate` is set: the stored user, unchanged. */
  z.object({ status: z.literal("existing"), user: ReplayedUser }),
  /** The id exists and `update` is set: the updated user. */
  z.object({ status: z.literal("updated"), user: ReplayedUser }),
  /**
   * Unchanged: the id exists, or, with a path such as `["data", "email"]`, another user has the value at
   * that path, which has a unique index.
   */
  z.object({
    status: z.literal("conflict"),
    id: UserId,
    path: z.array(z.string()).optional(),
    /** Set if the id belongs to a user that was softly deleted then: restore it, or remove it for good. */
    deletedAt: Timestamp.optional(),
  }),
  /** Not stored. Paths start at the user; `id` is set if it is a string. */
  z.object({
    status: z.literal("invalid"),
    id: z.string().optional(),
    issues: z.array(IssueSchema),
  }),
]);
export type AddUserOutcome = z.infer<typeof AddUserOutcome>;

export const AddManyUsersResult = z.object({
  /**
   * In the order of the input. Not checked on output: the server builds each result key by key, and checking
   * thousands of them would take longer than writing them.
   */
  results: z.custom<AddUserOutcome[]>(Array.isArray),
});
export type AddManyUsersResult = z.infer<typeof AddManyUsersResult>;

export const ImportUsersInput = z.strictObject(batchFields).superRefine(checkUpdate);
export type ImportUsersInput = z.infer<typeof ImportUsersInput>;

/** A user of `import` that was not stored. */
const RejectedUser = z.object({
  /** Its index in the input. */
  index: z.int().min(0),
  status: z.enum(["conflict", "invalid"]),
  /** For a conflict at a unique index: the path of the value. Missing if the id exists. */
  path: z.array(z.string()).optional(),
  /** For a conflict: set if the id belongs to a user that was softly deleted then. */
  deletedAt: Timestamp.optional(),
  /** What is wrong with an invalid user, with paths that start at the user; otherwise empty. */
  issues: z.array(IssueSchema),
});

/** The outcome for each user of `import`, without the users, which the caller already has. */
export const ImportUsersResult = z.object({
  /** One letter for each user: `c` created, `e` existing, `u` updated, `r` rejected. */
  outcomes: z.string(),
  /** The rejected users, in the order of the input. */
  refused: z.array(RejectedUser),
});
export type ImportUsersResult = z.infer<typeof ImportUsersResult>;

export const UserIds = z.array(UserId).min(1).max(MAX_BATCH_USERS);

export const GetManyUsersInput = z.strictObject({ ids: UserIds, includeDeleted: IncludeDeleted });
export type GetManyUsersInput = z.infer<typeof GetManyUsersInput>;

export const GetManyUsersResult = z.object({
  /** The users that exist, in the order of the ids and without duplicates. */
  users: z.array(User),
  /** The ids that do not exist, in the same order. */
  missing: z.array(UserId),
});
export type GetManyUsersResult = z.infer<typeof GetManyUsersResult>;

export const RemoveManyUsersInput = z
  .strictObject({
    ids: UserIds,
    /** Default: `hard`. */
    mode: RemoveMode.optional(),
    /** Whether hashes replace the ids in the history and the audit log, too. Not with `soft`. Default: false. */
    eraseId: z.boolean().optional(),
  })
  .refine(erasesOnlyHard, eraseIdIsForHard);
export type RemoveManyUsersInput = z.infer<typeof RemoveManyUsersInput>;

export const RemoveManyUsersResult = z.object({
  /** The users that this call removed, in the order of the ids. */
  removed: z.array(UserId),
  /** The ids that do not exist, in the same order. */
  missing: z.array(UserId),
});
export type RemoveManyUsersResult = z.infer<typeof RemoveManyUsersResult>;
