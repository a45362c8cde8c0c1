import { z } from "zod";
import { isJsonText, type JsonText } from "../json/json-text.js";
import { findIdempotencyKeyIssue, USER_ID_PATTERN, USER_ID_RULE } from "./field-rules.js";
import { UserData } from "./user-data.js";
import { UserBan, UserStatus } from "./user-status.js";

/** A user's id, chosen by the application: 1 to 255 ASCII letters, digits, dashes and underscores. */
export const UserId = z.string(USER_ID_RULE).regex(USER_ID_PATTERN, USER_ID_RULE);
export type UserId = z.infer<typeof UserId>;

/** A time in UTC, RFC 3339 with microseconds: `2026-11-23T09:30:00.000001Z`. */
export const Timestamp = z.iso.datetime({ precision: 6 });
export type Timestamp = z.infer<typeof Timestamp>;

/** 1 for a new user, incremented by every change. */
export const UserVersion = z.int().min(1);
export type UserVersion = z.infer<typeof UserVersion>;

/**
 * Identifies one call within an app: 1 to 255 characters, chosen by the caller. Repeating the call with the
 * same input returns the first result and changes nothing; the same key with another input or procedure is
 * CONFLICT. The key of a call that changed something is stored for at least 24 hours.
 */
export const IdempotencyKey = z.string().superRefine((key, context) => {
  const message = findIdempotencyKeyIssue(key);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A stored user. */
export const User = z.object({
  id: UserId,
  data: z.custom<JsonText>(isJsonText),
  version: UserVersion,
  createdAt: Timestamp,
  /** Equal to `createdAt` for a new user; later after every change. */
  updatedAt: Timestamp,
  status: UserStatus,
  /** Null without a ban, and once it has expired. */
  ban: UserBan.nullable(),
  /** Only of a deactivated user. */
  deactivatedAt: Timestamp.optional(),
  /** Only of a soft-deleted user. */
  deletedAt: Timestamp.optional(),
  /** Only if the user's tokens were revoked: those that were issued before are rejected. */
  tokensValidAfter: Timestamp.optional(),
});
export type User = z.infer<typeof User>;

/** A user that a call has changed, or that a repeated call with an idempotency key returns again. */
export const ReplayedUser = User.extend({
  /**
   * Set if `data` is empty because the caller may not read users, or because it was too large to be recorded for the
   * repeated call and has changed since.
   */
  dataOmitted: z.literal(true).optional(),
});
export type ReplayedUser = z.infer<typeof ReplayedUser>;

export const AddUserInput = z.strictObject({
  id: UserId,
  /** Default: `{}`. */
  data: UserData.optional(),
  /** Return the stored user, unchanged, if the id already exists. Default: false. */
  getOrCreate: z.boolean().optional(),
  idempotencyKey: IdempotencyKey.optional(),
});
export type AddUserInput = z.infer<typeof AddUserInput>;

export const AddUserResult = z.object({
  user: ReplayedUser,
  /** Whether this call created the user. */
  created: z.boolean(),
});
export type AddUserResult = z.infer<typeof AddUserResult>;

/** Whether to return soft-deleted users as well; only for server tokens and administrators. Default: false. */
export const IncludeDeleted = z.boolean().optional();

export const GetUserInput = z.strictObject({ id: UserId, includeDeleted: IncludeDeleted });
export type GetUserInput = z.infer<typeof GetUserInput>;

export const UpdateUserInput = z.strictObject({
  id: UserId,
  /** Replaces all stored data: keys that are missing here are removed. */
  data: UserData,
  /** Only update the user if it has this version; otherwise PRECONDITION_FAILED. */
  ifVersion: UserVersion.optional(),
});
export type UpdateUserInput = z.infer<typeof UpdateUserInput>;

/**
 * `hard` removes the user for good. `soft` keeps it, invisible to all other calls, until it is restored or removed for
 * good; its unique values are free at once.
 */
export const RemoveMode = z.enum(["hard", "soft"]);
export type RemoveMode = z.infer<typeof RemoveMode>;

/** For inputs that remove users. */
export const erasesOnlyHard = (input: {
  mode?: RemoveMode | undefined;
  eraseId?: boolean | undefined;
}) => input.mode !== "soft" || input.eraseId !== true;
export const eraseIdIsForHard = {
  error: "cannot be combined with the mode soft: a user that can be restored keeps its id",
  path: ["eraseId"],
};

export const RemoveUserInput = z
  .strictObject({
    id: UserId,
    /** Default: `hard`. */
    mode: RemoveMode.optional(),
    /** Whether a hash replaces the id in the history and the audit log, too. Not with `soft`. Default: false. */
    eraseId: z.boolean().optional(),
    /** Only remove the user if it has this version; otherwise PRECONDITION_FAILED. */
    ifVersion: UserVersion.optional(),
    idempotencyKey: IdempotencyKey.optional(),
  })
  .refine(erasesOnlyHard, eraseIdIsForHard);
export type RemoveUserInput = z.infer<typeof RemoveUserInput>;

export const RemoveUserResult = z.object({ id: UserId });
export type RemoveUserResult = z.infer<typeof RemoveUserResult>;
