import { type Admin, AppError } from "@roster/contract";
import { type StoredAdmin, toTimestamp } from "@roster/db";

/** Without hashes. */
export function toAdmin(admin: StoredAdmin): Admin {
  const { id, email, name, role, apps, createdAt, signedInAt, invitationExpiresAt } = admin;
  return {
    id,
    email,
    name,
    role,
    apps,
    createdAt: toTimestamp(createdAt),
    signedInAt: signedInAt === null ? null : toTimestamp(signedInAt),
    invitedUntil: invitationExpiresAt === null ? null : toTimestamp(invitationExpiresAt),
  };
}

export function adminNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no administrator ${id}`, { details: { id } });
}

export function emailTaken(email: string): AppError {
  const message = `Another administrator has the e-mail address ${email}`;
  return new AppError("CONFLICT", message, { details: { id: email, path: ["email"] } });
}

/** What the audit log says about an administrator. */
export const describeAdmin = ({ id, email, role, apps }: StoredAdmin) => ({
  adminId: id,
  email,
  role,
  apps: apps?.join(", ") ?? null,
});
