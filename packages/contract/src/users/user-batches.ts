import { z } from "zod";
import type { Issue } from "../errors/errors.js";
import { IdempotencyKey } from "./idempotency-key.js";
import { MAX_BATCH_USERS } from "../limits.js";
import { findDataIssues, findParsedDataIssues } from "./user-data.js";
import { USER_ID_PATTERN } from "./user-id-rule.js";
import { findTimestampIssues } from "./field-rules.js";
import { AddUserInput, User, UserId } from "./user.js";
import { toIssues } from "../errors/zod-issues.js";

/** A user of `addMany`: the key is the call's. One that moves here from elsewhere brings its times. */
const NewUserInput = AddUserInput.omit({ idempotencyKey: true }).extend({
  // Both are held to the rule of findTimestampIssues.
  createdAt: z.custom<string>().optional(),
  /** Not before `createdAt`, which it needs. Default: `createdAt`. */
  updatedAt: z.custom<string>().optional(),
});
type NewUserInput = z.infer<typeof NewUserInput>;

const newUsers = {
  /**
   * Each is checked by {@link findAddUserIssues} on its own, so that a bad one need not stop the others:
   * and at half the time of zod's pass over thousands.
   */
  users: z.array(z.custom<NewUserInput>()).min(1).max(MAX_BATCH_USERS),
  /** For the users that do not say it themselves. Default: false. */
  getOrCreate: z.boolean().optional(),
  /**
   * Replace the data of users whose ids exist. Of users with one id each counts as a change, in one write: the
   * data of the last is kept. Not with `getOrCreate`. Default: false.
   */
  update: z.boolean().optional(),
  idempotencyKey: IdempotencyKey.optional(),
};

interface NewUsers {
  readonly users: readonly NewUserInput[];
  readonly getOrCreate?: boolean | undefined;
  readonly update?: boolean | undefined;
}

function checkUpdate({ users, getOrCreate, update }: NewUsers, context: z.core.$RefinementCtx) {
  if (update !== true) return;
  const index = users.findIndex((user) => user?.getOrCreate === true);
  const path = getOrCreate === true ? ["getOrCreate"] : ["users", index, "getOrCreate"];
  if (getOrCreate !== true && index === -1) return;
  context.addIssue({ code: "custom", path, message: "goes not together with update" });
}

export const AddManyUsersInput = z
  .strictObject({
    ...newUsers,
    /** Write all users or none: any invalid one is INVALID, any conflict CONFLICT. Default: false. */
    atomic: z.boolean().optional(),
  })
  .superRefine(checkUpdate);
export type AddManyUsersInput = z.infer<typeof AddManyUsersInput>;

export const IssueSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
});

/** What became of one user of `addMany`. */
export const AddUserOutcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("created"), user: User }),
  /** It was there, and `getOrCreate` was asked for: the stored user, unchanged. */
  z.object({ status: z.literal("existing"), user: User }),
  /** It was there, and `update` was asked for: the changed user. */
  z.object({ status: z.literal("updated"), user: User }),
  /**
   * It was there, and stays as it is; or, with a path such as `["data", "email"]`, another user has the
   * value at this path, where values are unique.
   */
  z.object({
    status: z.literal("conflict"),
    id: UserId,
    path: z.array(z.string()).optional(),
  }),
  /** It cannot be stored; paths are within the item. The id stands here where it is a text. */
  z.object({
    status: z.literal("invalid"),
    id: z.string().optional(),
    issues: z.array(IssueSchema),
  }),
]);
export type AddUserOutcome = z.infer<typeof AddUserOutcome>;

export const AddManyUsersResult = z.object({
  /**
   * In the order of the users that were sent. Passed as they are, each having been made key by key: a
   * pass over thousands would take longer than to write them.
   */
  results: z.custom<AddUserOutcome[]>(Array.isArray),
});
export type AddManyUsersResult = z.infer<typeof AddManyUsersResult>;

/** The users of a call, by their ids. */
export const ImportUsersInput = z.strictObject(newUsers).superRefine(checkUpdate);
export type ImportUsersInput = z.infer<typeof ImportUsersInput>;

/** A user of `import` by which nothing is stored. */
const RejectedUser = z.object({
  /** Its place among the users that were sent. */
  index: z.int().min(0),
  status: z.enum(["conflict", "invalid"]),
  /** Of a conflict, where the id is free, and another user has the value at this path. */
  path: z.array(z.string()).optional(),
  /** Of an invalid one, with paths within it; else empty. */
  issues: z.array(IssueSchema),
});

/** What became of each user of `import`, without the users, which the caller has. */
export const ImportUsersResult = z.object({
  /** A letter a user: `c` created, `e` existing, `u` updated, `r` refused. */
  outcomes: z.string(),
  /** Those that were refused, in their order. */
  refused: z.array(RejectedUser),
});
export type ImportUsersResult = z.infer<typeof ImportUsersResult>;

export const UserIds = z.array(UserId).min(1).max(MAX_BATCH_USERS);

export const GetManyUsersInput = z.strictObject({ ids: UserIds });
export type GetManyUsersInput = z.infer<typeof GetManyUsersInput>;

export const GetManyUsersResult = z.object({
  /** Those that exist, in the order of the ids; an id given twice is answered once. */
  users: z.array(User),
  /** The ids of nobody, in the same order. */
  missing: z.array(UserId),
});
export type GetManyUsersResult = z.infer<typeof GetManyUsersResult>;

export const RemoveManyUsersInput = z.strictObject({ ids: UserIds });
export type RemoveManyUsersInput = z.infer<typeof RemoveManyUsersInput>;

export const RemoveManyUsersResult = z.object({
  /** Those that this very call removed, in the order of the ids. */
  removed: z.array(UserId),
  /** The ids of nobody, in the same order. */
  missing: z.array(UserId),
});
export type RemoveManyUsersResult = z.infer<typeof RemoveManyUsersResult>;

/**
 * What is wrong with one user of `addMany`, as {@link AddUserInput} has it; nothing with a good one. `dataText` is
 * that of {@link findParsedDataIssues}, where the user is what `parseExactJson` has read.
 */
export function findAddUserIssues(user: unknown, dataText?: string): Issue[] {
  // zod, which knows the rule, is asked for what is wrong with a user only where something is.
  if (isAddUserInput(user, dataText)) return [];
  const { error } = NewUserInput.safeParse(user);
  const issues = error ? toIssues(error) : [];
  return typeof user === "object" && user !== null
    ? [...issues, ...findTimestampIssues(user)]
    : issues;
}

const keys = new Set(Object.keys(NewUserInput.shape));

function isAddUserInput(user: unknown, dataText: string | undefined): boolean {
  if (typeof user !== "object" || user === null) return false;
  for (const key in user) if (!keys.has(key)) return false;
  const { id, data, getOrCreate }: { id?: unknown; data?: unknown; getOrCreate?: unknown } = user;
  const findIssues = () =>
    dataText === undefined ? findDataIssues(data) : findParsedDataIssues(data, dataText);
  return (
    typeof id === "string" &&
    USER_ID_PATTERN.test(id) &&
    (getOrCreate === undefined || typeof getOrCreate === "boolean") &&
    findTimestampIssues(user).length === 0 &&
    (data === undefined || findIssues().length === 0)
  );
}
