import { z } from "zod";
import { AdminRoleSchema } from "../access/admin-role.js";
import { Timestamp } from "../users/user.js";

const MAX_EMAIL_LENGTH = 254;
const MAX_ADMIN_NAME_LENGTH = 100;
const MAX_APPS = 1_000;

/** Compared in lower case; the pattern before it, because some other letters become ASCII in lower case. */
export const AdminEmail = z
  .string()
  .max(MAX_EMAIL_LENGTH)
  .trim()
  .pipe(z.email())
  .pipe(z.string().toLowerCase());

export const AdminName = z
  .string()
  .trim()
  .max(MAX_ADMIN_NAME_LENGTH)
  .regex(/^\P{Cc}*$/u, "must not contain control characters");

/** In characters. Longer passwords are rejected, because hashing them would take too long. */
export const MAX_PASSWORD_LENGTH = 1024;
export const Password = z.string().max(MAX_PASSWORD_LENGTH);

/** PostgreSQL cannot store, or look for, a NUL character. */
const AdminId = z
  .string()
  .max(255)
  .regex(/^\P{Cc}*$/u, "must not contain control characters");

/** What an administrator may do, and where. */
export const AdminRights = z.object({
  role: AdminRoleSchema,
  /** The ids of the apps that the administrator can access; null: all apps, including those added later. */
  apps: z.array(z.string().min(1).max(255)).min(1).max(MAX_APPS).nullable(),
});
export type AdminRights = z.infer<typeof AdminRights>;

/** A person who can sign in to the dashboard. */
export const Admin = AdminRights.extend({
  id: z.string(),
  /** Null for the first administrator until it sets one. */
  email: z.string().nullable(),
  /** Empty until the invitation is accepted. */
  name: z.string(),
  createdAt: Timestamp,
  /** The last sign-in; null before the first. */
  signedInAt: Timestamp.nullable(),
  /** When the link that sets a password expires; null without one. */
  invitedUntil: Timestamp.nullable(),
});
export type Admin = z.infer<typeof Admin>;

export const InviteAdminInput = z.strictObject({
  email: AdminEmail,
  ...AdminRights.shape,
  /** Default: null, all apps. */
  apps: AdminRights.shape.apps.default(null),
});
export type InviteAdminInput = z.infer<typeof InviteAdminInput>;

/** Opens the page on which its holder sets a name and a password. */
export const Invitation = z.object({
  /** Only this response contains it. The link is `<dashboard>/invitation#<token>`. */
  token: z.string(),
  expiresAt: Timestamp,
});
export type Invitation = z.infer<typeof Invitation>;

export const InviteAdminResult = z.object({ admin: Admin, invitation: Invitation });
export type InviteAdminResult = z.infer<typeof InviteAdminResult>;

export const AdminIdInput = z.strictObject({ id: AdminId });
export type AdminIdInput = z.infer<typeof AdminIdInput>;

export const UpdateAdminInput = z.strictObject({
  id: AdminId,
  role: AdminRoleSchema.optional(),
  apps: AdminRights.shape.apps.optional(),
  /** Ends the administrator's sessions, except the caller's own. Requires the caller's password, if it has one. */
  email: AdminEmail.optional(),
  /** The caller's. */
  password: Password.optional(),
});
export type UpdateAdminInput = z.infer<typeof UpdateAdminInput>;
