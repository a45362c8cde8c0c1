import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@roster/contract";

/**
 * Creates the folder and an empty file that only its owner can read: SQLite gives its other files, such as the WAL, the
 * same mode. Its own message for an unwritable folder names neither folder nor reason.
 */
export function ensureWritable(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    accessSync(dirname(path), constants.W_OK);
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new Error("it is a folder");
    if (existing) accessSync(path, constants.W_OK);
    else createPrivate(path);
  } catch (cause) {
    throw createFileError(path, "written", cause);
  }
}

function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (!isAlreadyExists(error)) throw error; // another process has created it
  }
}

const isAlreadyExists = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "EEXIST";

export function createFileError(
  path: string,
  verb: "opened" | "written" | "copied" | "replaced",
  cause: unknown,
): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError("UNAVAILABLE", `The database ${path} cannot be ${verb}: ${reason}`, {
    cause,
  });
}
