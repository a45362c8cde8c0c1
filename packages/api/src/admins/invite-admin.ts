import {
  type AdminRights,
  type InviteAdminInput,
  type InviteAdminResult,
  invalid,
} from "@roster/contract";
import { type Database, type StoredAdmin, toTimestamp } from "@roster/db";
import { generateAdminId } from "../auth/random-strings.js";
import { generateToken, hashToken } from "./random-token.js";
import { adminNotFound, emailTaken, toAdmin } from "./to-admin.js";

const INVITATION_SECONDS = 7 * 24 * 60 * 60;

/** An administrator with a new invitation. */
export interface Invited {
  readonly admin: StoredAdmin;
  readonly result: InviteAdminResult;
}

/** @throws AppError CONFLICT if the address is in use; INVALID for an unknown app. */
export async function inviteAdmin(
  database: Database,
  { email, role, apps }: InviteAdminInput,
): Promise<Invited> {
  await assertAppsExist(database, apps);
  const { token, invitation } = createInvitation();
  const id = generateAdminId();
  const admin = await database.admins.add({ id, email, role, apps, invitation });
  if (!admin) throw emailTaken(email);
  return toInvited(admin, token);
}

/** Replaces the link of an invitation, or lets an administrator set a new password. @throws AppError NOT_FOUND */
export async function renewInvitation({ admins }: Database, id: string): Promise<Invited> {
  const { token, invitation } = createInvitation();
  const admin = await admins.invite(id, invitation);
  if (!admin) throw adminNotFound(id);
  return toInvited(admin, token);
}

/** @throws AppError INVALID */
export async function assertAppsExist(
  database: Pick<Database, "apps">,
  apps: AdminRights["apps"],
): Promise<void> {
  if (apps === null) return;
  const known = new Set((await database.apps.list()).map(({ id }) => id));
  const issues = apps.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: ["apps", index], message: `there is no app ${id}` }],
  );
  const [first, ...rest] = issues;
  if (first) throw invalid([first, ...rest]);
}

function createInvitation() {
  const token = generateToken();
  return { token, invitation: { hash: hashToken(token), lifetimeSeconds: INVITATION_SECONDS } };
}

function toInvited(admin: StoredAdmin, token: string): Invited {
  const expiresAt = toTimestamp(admin.invitationExpiresAt ?? 0n);
  return { admin, result: { admin: toAdmin(admin), invitation: { token, expiresAt } } };
}
