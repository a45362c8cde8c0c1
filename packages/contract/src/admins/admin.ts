import { z } from "zod";
import { AdminRole } from "../access/admin-role.js";
import { Timestamp } from "../users/user.js";

const MAX_EMAIL_LENGTH = 254;
const MAX_ADMIN_NAME_LENGTH = 100;
const MAX_APPS = 1_000;

/** Compared in lower case. */
export const AdminEmail = z.string().max(MAX_EMAIL_LENGTH).trim().toLowerCase().pipe(z.email());

export const AdminName = z.string().trim().max(MAX_ADMIN_NAME_LENGTH);

/** What an administrator may do, and where. */
export const AdminRights = z.object({
  role: AdminRole,
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

export const AdminIdInput = z.strictObject({ id: z.string().max(255) });
export type AdminIdInput = z.infer<typeof AdminIdInput>;

export const UpdateAdminInput = z.strictObject({
  id: z.string().max(255),
  role: AdminRole.optional(),
  apps: AdminRights.shape.apps.optional(),
});
export type UpdateAdminInput = z.infer<typeof UpdateAdminInput>;
