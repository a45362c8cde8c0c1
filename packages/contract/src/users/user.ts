import { z } from "zod";
import type { JsonObject } from "../json/json-value.js";
import { IdempotencyKey } from "./idempotency-key.js";
import { UserData } from "./user-data.js";
import { USER_ID_PATTERN, USER_ID_RULE } from "./user-id-rule.js";

/** A user's id, chosen by the application: 1 to 255 ASCII letters, digits, dashes and underscores. */
export const UserId = z.string().regex(USER_ID_PATTERN, USER_ID_RULE);
export type UserId = z.infer<typeof UserId>;

/** A moment in UTC, ISO 8601 with microseconds: `2026-11-23T09:30:00.000001Z`. */
export const Timestamp = z.iso.datetime({ precision: 6 });
export type Timestamp = z.infer<typeof Timestamp>;

/** 1 for a new user, one more with every change. */
export const UserVersion = z.int().min(1);
export type UserVersion = z.infer<typeof UserVersion>;

/** A user as it is stored. */
export const User = z.object({
  id: UserId,
  data: z.custom<JsonObject>((value) => typeof value === "object" && value !== null),
  version: UserVersion,
  createdAt: Timestamp,
  /** Equal to `createdAt` for a new user, strictly later with every change. */
  updatedAt: Timestamp,
});
export type User = z.infer<typeof User>;

export const AddUserInput = z.strictObject({
  id: UserId,
  /** Default: `{}`. */
  data: UserData.optional(),
  /** Return the stored user, unchanged, where the id exists already. Default: false. */
  getOrCreate: z.boolean().optional(),
  idempotencyKey: IdempotencyKey.optional(),
});
export type AddUserInput = z.infer<typeof AddUserInput>;

export const AddUserResult = z.object({
  user: User,
  /** Whether this very call created the user. */
  created: z.boolean(),
});
export type AddUserResult = z.infer<typeof AddUserResult>;

export const GetUserInput = z.strictObject({ id: UserId });
export type GetUserInput = z.infer<typeof GetUserInput>;

export const UpdateUserInput = z.strictObject({
  id: UserId,
  /** Replaces the stored data whole: keys that are absent here are gone. */
  data: UserData,
  /** Change the user in this version alone; another is PRECONDITION_FAILED. Default: in any. */
  ifVersion: UserVersion.optional(),
});
export type UpdateUserInput = z.infer<typeof UpdateUserInput>;

export const RemoveUserInput = z.strictObject({
  id: UserId,
  /** Remove the user in this version alone; another is PRECONDITION_FAILED. Default: in any. */
  ifVersion: UserVersion.optional(),
});
export type RemoveUserInput = z.infer<typeof RemoveUserInput>;

export const RemoveUserResult = z.object({ id: UserId });
export type RemoveUserResult = z.infer<typeof RemoveUserResult>;
