import { sqltag as sql } from "@prisma/client/runtime/client";
import { AdminRights } from "@roster/contract";
import type { AdminRow } from "../prisma/prisma-client-like.js";

/** The administrator of an installation's first start. */
export const FIRST_ADMIN_ID = "admin";

/** A row of the table, with its JSON parsed. */
export type StoredAdmin = Omit<AdminRow, keyof AdminRights> & AdminRights;

export function toStoredAdmin(row: AdminRow): StoredAdmin {
  const { role, apps } = row;
  const listed: unknown = apps === null ? null : JSON.parse(apps);
  return { ...row, ...AdminRights.parse({ role, apps: listed }) };
}

/** The columns of an `AdminRow`. */
export const adminColumns = sql`admins.id, admins.email, admins.name, admins.role, admins.apps, admins.password_hash AS "passwordHash",
  admins.setting_hash AS "settingHash", admins.updated_at AS "credentialsAt", admins.created_at AS "createdAt",
  admins.signed_in_at AS "signedInAt", admins.invitation_hash AS "invitationHash",
  admins.invitation_expires_at AS "invitationExpiresAt"`;

/** Whether an administrator has a way to sign in. */
export const canSignIn = sql`(admins.password_hash IS NOT NULL
  OR EXISTS (SELECT 1 FROM admin_identities WHERE admin_id = admins.id)
  OR EXISTS (SELECT 1 FROM passkeys WHERE admin_id = admins.id))`;

/** The tables with what an administrator proves in addition to a password. */
export const secondFactorTables = ["passkeys", "totp_secrets", "recovery_codes"] as const;
