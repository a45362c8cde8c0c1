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

/** Assignments: the link that was sent is no longer valid. */
export const noInvitation = sql`invitation_hash = NULL, invitation_expires_at = NULL`;

/** The tables with what an administrator proves in addition to a password. */
export const secondFactorTables = ["passkeys", "totp_secrets", "recovery_codes"] as const;

/** The tables with sessions and ways to sign in. */
export const ownedTables = ["admin_sessions", "admin_identities", ...secondFactorTables] as const;
