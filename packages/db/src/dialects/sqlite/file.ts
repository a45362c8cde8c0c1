import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AppError, invalid } from "@roster/contract";

/** The file that `file:…` names. */
export function readSqliteUrl(url: string): string {
  // Prisma Studio wants file:///absolute/path; the path is meant letter for letter there too.
  const path = url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  const isFile = path !== "" && !path.startsWith("//") && !path.includes(":memory:");
  if (!isFile || path.includes("?")) {
    throw invalid([
      {
        path: ["DATABASE_URL"],
        message: "must name a file, such as file:./.data/roster.db, without host and parameters",
      },
    ]);
  }
  return resolve(path);
}

/** SQLite's own message for a folder that cannot be written names neither the folder nor the reason. */
export function ensureWritable(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    accessSync(dirname(path), constants.W_OK);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error("it is a folder");
    if (found) accessSync(path, constants.W_OK);
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
