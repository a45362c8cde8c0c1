import { AppError } from "@roster/contract";

export function userNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no user ${id}`, { details: { id } });
}

export function versionMismatch(id: string, currentVersion: number): AppError {
  return new AppError(
    "PRECONDITION_FAILED",
    `User ${id} is at version ${currentVersion}; read it again before changing it`,
    { details: { id, currentVersion } },
  );
}
