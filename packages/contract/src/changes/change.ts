import { z } from "zod";
import { isJsonText, type JsonText } from "../json/json-text.js";
import { MAX_BATCH_USERS, MAX_PAGE_SIZE } from "../limits.js";
import { IssueSchema } from "../users/user-batches.js";
import { UserBan, UserStatus } from "../users/user-status.js";
import { Timestamp, UserId, UserVersion } from "../users/user.js";
import { ChangeActor, Surface } from "./change-actor.js";

/** How much of an app's changes is kept: `thin` keeps no data; `off` keeps nothing, so that there is no undo. */
export const HistoryMode = z.enum(["full", "thin", "off"]);
export type HistoryMode = z.infer<typeof HistoryMode>;

/**
 * What changed a user. `user.baseline` is not a change: it records what the user was before the first change that is in
 * the log.
 */
export const ChangeType = z.enum([
  "user.baseline",
  "user.created",
  "user.updated",
  "user.deleted",
  "user.restored",
  "user.deactivated",
  "user.reactivated",
  "user.banned",
  "user.unbanned",
  "user.tokensRevoked",
]);
export type ChangeType = z.infer<typeof ChangeType>;

/** What is particular to some types of changes. */
export const ChangeDetails = z.object({
  /** Of `user.deleted`. */
  mode: z.enum(["hard", "soft"]).optional(),
  /** Of `user.updated` by a revert: the version whose data was restored. */
  revertedTo: UserVersion.optional(),
});
export type ChangeDetails = z.infer<typeof ChangeDetails>;

/** A change of a user, and the user after it. */
export const Change = z.object({
  /** The number of the change in its app, without gaps: a decimal string, because it can exceed 2^53. */
  seq: z.string(),
  type: ChangeType,
  userId: UserId,
  at: Timestamp,
  actor: ChangeActor,
  surface: Surface,
  requestId: z.string(),
  /** The changed paths, such as `data.plan`; null for all of the data, or if the user was erased. */
  changed: z.array(z.string()).nullable(),
  details: ChangeDetails.optional(),
  version: UserVersion,
  status: UserStatus,
  ban: UserBan.nullable(),
  tokensValidAfter: Timestamp.optional(),
  /** The data after the change; absent with thin history, after a deletion, and once the user is erased. */
  data: z.custom<JsonText>(isJsonText).optional(),
  /** The data before the change; absent if it is not in the log, or on a page without it. */
  before: z.custom<JsonText>(isJsonText).optional(),
});
export type Change = z.infer<typeof Change>;

export const UserHistoryInput = z.strictObject({
  id: UserId,
  /** The page size, up to 1,000. Default: 50. */
  limit: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(255).optional(),
});
export type UserHistoryInput = z.infer<typeof UserHistoryInput>;

export const UserHistory = z.object({
  /** What the app keeps now: with `thin`, changes have no data; with `off`, there are no new ones. */
  history: HistoryMode,
  /** Newest first; fewer than `limit` if their data would exceed 4 MiB. */
  changes: z.array(Change),
  nextCursor: z.string().nullable(),
});
export type UserHistory = z.infer<typeof UserHistory>;

export const RevertUserInput = z.strictObject({
  id: UserId,
  /** The version whose data to restore, as a new version. */
  toVersion: UserVersion,
  ifVersion: UserVersion.optional(),
});
export type RevertUserInput = z.infer<typeof RevertUserInput>;

export const RevertManyUsersInput = z.strictObject({
  users: z.array(RevertUserInput).min(1).max(MAX_BATCH_USERS),
});
export type RevertManyUsersInput = z.infer<typeof RevertManyUsersInput>;

/** The outcome for one user of `revertMany`. */
export const RevertUserOutcome = z.discriminatedUnion("status", [
  /** The version is the new one, or the current one if the user had this data already. */
  z.object({ status: z.literal("reverted"), id: UserId, version: UserVersion }),
  /** No user has this id. */
  z.object({ status: z.literal("missing"), id: UserId }),
  /** Unchanged: the user does not have the version of `ifVersion`. */
  z.object({ status: z.literal("outdated"), id: UserId, currentVersion: UserVersion }),
  /** Unchanged: another user has the value at this path, which has a unique index. */
  z.object({ status: z.literal("conflict"), id: UserId, path: z.array(z.string()) }),
  /** Unchanged: the version is not in the history, or its data violates the schema. */
  z.object({ status: z.literal("invalid"), id: UserId, issues: z.array(IssueSchema) }),
]);
export type RevertUserOutcome = z.infer<typeof RevertUserOutcome>;

export const RevertManyUsersResult = z.object({
  /** In the order of the input. */
  results: z.array(RevertUserOutcome),
});
export type RevertManyUsersResult = z.infer<typeof RevertManyUsersResult>;
