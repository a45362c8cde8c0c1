import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@roster/contract";

/** Creates the folder. SQLite's own message for an unwritable folder names neither folder nor reason. */
export function ensureWritable(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    accessSync(dirname(path), constants.W_OK);
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new Error("it is a folder");
    if (existing) accessSync(path, constants.W_OK);
  } catch (cause) {
    throw createFileError(path, "written", cause);
  }
}

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
