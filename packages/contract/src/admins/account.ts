import { z } from "zod";
import { Timestamp } from "../users/user.js";
import { AdminEmail, AdminName } from "./admin.js";

/** In characters. Longer passwords are rejected, because hashing them would take too long. */
export const MAX_PASSWORD_LENGTH = 1024;
export const MIN_PASSWORD_LENGTH = 8;

const Password = z.string().max(MAX_PASSWORD_LENGTH);

const NewPassword = Password.min(
  MIN_PASSWORD_LENGTH,
  `must have at least ${MIN_PASSWORD_LENGTH} characters`,
);

/** A browser that is signed in to the dashboard. */
export const Session = z.object({
  /** Identifies the session; the session token cannot be derived from it. */
  id: z.string(),
  createdAt: Timestamp,
  /** May lag by up to five minutes. */
  lastSeenAt: Timestamp,
  /** When the session ends, even if it is in use. */
  expiresAt: Timestamp,
  /** The browser's `User-Agent`; may be empty. */
  userAgent: z.string(),
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const ListSessionsResult = z.object({ sessions: z.array(Session) });
export type ListSessionsResult = z.infer<typeof ListSessionsResult>;

export const EndSessionInput = z.strictObject({ id: z.string().max(255) });
export type EndSessionInput = z.infer<typeof EndSessionInput>;

export const ChangePasswordInput = z.strictObject({
  oldPassword: Password,
  newPassword: NewPassword,
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

/** Of the caller's own account. A new e-mail address requires the password, if the caller has one. */
export const UpdateAccountInput = z.strictObject({
  name: AdminName.optional(),
  email: AdminEmail.optional(),
  password: Password.optional(),
});
export type UpdateAccountInput = z.infer<typeof UpdateAccountInput>;

/** What the holder of an invitation sets. */
export const AcceptInvitationInput = z.strictObject({
  token: z.string().max(255),
  name: AdminName,
  password: NewPassword,
});
export type AcceptInvitationInput = z.infer<typeof AcceptInvitationInput>;
