import { AppError, type ReplayedUser } from "@roster/contract";
import type { VersionMismatch } from "@roster/db";

export function userNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no user ${id}`, { details: { id } });
}

/** The id is taken; by a soft-deleted user if there is a time. */
export function userExists(id: string, deletedAt: string | undefined): AppError {
  if (deletedAt === undefined) {
    return new AppError("CONFLICT", `User ${id} already exists`, { details: { id } });
  }
  const cure = "restore it with users.restore, or remove it for good with users.remove";
  const message = `User ${id} was softly deleted at ${deletedAt}: ${cure}`;
  return new AppError("CONFLICT", message, { details: { id, deletedAt } });
}

export function versionMismatch(id: string, currentVersion: number): AppError {
  return new AppError(
    "PRECONDITION_FAILED",
    `User ${id} is at version ${currentVersion}; read it again before changing it`,
    { details: { id, currentVersion } },
  );
}

/** @throws AppError NOT_FOUND or PRECONDITION_FAILED if the user was not changed. */
export function requireUser(
  id: string,
  changed: ReplayedUser | VersionMismatch | null,
): ReplayedUser {
  if (!changed) throw userNotFound(id);
  if ("currentVersion" in changed) throw versionMismatch(id, changed.currentVersion);
  return changed;
}
