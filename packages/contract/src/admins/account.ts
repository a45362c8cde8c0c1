import { z } from "zod";
import { Timestamp } from "../users/user.js";
import { Admin, AdminName, Password } from "./admin.js";

export const MIN_PASSWORD_LENGTH = 8;

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

/** The administrator who is signed in. */
export const Account = Admin.extend({
  /** False for an administrator who signs in with an identity provider or a passkey only. */
  hasPassword: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** Of the caller's own account. Owners change e-mail addresses, also their own, with `admins.update`. */
export const UpdateAccountInput = z.strictObject({ name: AdminName });
export type UpdateAccountInput = z.infer<typeof UpdateAccountInput>;

/** What the holder of an invitation sets. */
export const AcceptInvitationInput = z.strictObject({
  token: z.string().max(255),
  name: AdminName,
  password: NewPassword,
});
export type AcceptInvitationInput = z.infer<typeof AcceptInvitationInput>;
