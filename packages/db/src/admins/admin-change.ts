import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { AdminRights } from "@roster/contract";

/** What changes about an administrator. */
export interface AdminChange {
  readonly role?: AdminRights["role"] | undefined;
  readonly apps?: AdminRights["apps"] | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** The session that stays open although the e-mail address changes. */
  readonly keptSession?: string | undefined;
}

/** Another administrator has the e-mail address. */
export class EmailTaken extends Error {
  readonly email: string;

  constructor(email: string) {
    super("Another administrator has this e-mail address");
    this.email = email;
  }
}

/** Only what is given, so that concurrent changes of something else are kept. */
export function assignmentsOf({ role, apps, name, email }: AdminChange, now: bigint): Sql[] {
  const assignments = [
    role !== undefined && sql`role = ${role}`,
    apps !== undefined && sql`apps = ${toJson(apps)}`,
    name !== undefined && sql`name = ${name}`,
    // A session is open only while its credentials match.
    email !== undefined && sql`email = ${email}, updated_at = ${now}`,
  ].filter((one) => one !== false);
  return assignments.length > 0 ? assignments : [sql`id = id`];
}

/** The session stays open although the administrator's credentials are new since `now`. */
export function keepSession(
  tokenHash: string | undefined,
  { id, now }: { readonly id: string; readonly now: bigint },
): Sql[] {
  if (tokenHash === undefined) return [];
  return [
    sql`UPDATE admin_sessions SET password_at = ${now} WHERE token_hash = ${tokenHash}
      AND admin_id = (SELECT id FROM admins WHERE id = ${id} AND updated_at = ${now})`,
  ];
}

export const toJson = (apps: readonly string[] | null) =>
  apps === null ? null : JSON.stringify(apps);
