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
  apps: z.array(z.string().min(1).max(255)).max(MAX_APPS).nullable(),
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
