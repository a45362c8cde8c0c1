import { existsSync, renameSync, rmSync } from "node:fs";
import { AppError } from "@roster/contract";
import type Database from "libsql";
import { createFileError, ensureWritable } from "../dialects/sqlite/file.js";
import { readSqliteUrl } from "../dialects/sqlite/url.js";
import { checkIntegrity, copyDatabase, syncToDisk } from "./back-up.js";

export interface RestoreBackupOptions {
  /** The database file of the backup. */
  readonly from: string;
  /** `file:…`, the database to restore. */
  readonly url: string;
  /** An existing database is renamed with this suffix; if undefined, an existing database is an error. */
  readonly oldSuffix: string | undefined;
}

export interface RestoredBackup {
  readonly path: string;
  /** The new path of the old database, if there was one. */
  readonly replaced: string | undefined;
}

/**
 * Replaces a SQLite database, which no process may have open, with a backup. The backup is verified, and synced to
 * disk, before any file is renamed.
 *
 * @throws AppError CONFLICT if the database exists and `oldSuffix` is undefined;
 * UNAVAILABLE if the backup is damaged, the old database is in use, or a file cannot be read or written.
 */
export async function restoreBackup(options: RestoreBackupOptions): Promise<RestoredBackup> {
  const { from, url, oldSuffix } = options;
  const path = readSqliteUrl(url);
  if (existsSync(path) && oldSuffix === undefined) {
    const advice = "To replace it, stop the server and add --force";
    throw new AppError("CONFLICT", `The database ${path} already exists. ${advice}`);
  }
  const { default: Sqlite } = await import("libsql");
  const draft = `${path}.part`;
  rmSync(draft, { force: true }); // left by an interrupted restore
  ensureWritable(draft);
  try {
    checkIntegrity(Sqlite, from);
    copyDatabase(Sqlite, { from, to: draft });
    syncToDisk(draft);
    const replaced = oldSuffix === undefined ? undefined : moveAside(Sqlite, path, oldSuffix);
    renameSync(draft, path);
    return { path, replaced };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** With its write-ahead log, which must not be applied to the restored file. */
function moveAside(Sqlite: typeof Database, path: string, suffix: string): string | undefined {
  if (!existsSync(path)) return undefined;
  ensureUnused(Sqlite, path);
  const replaced = path + suffix;
  renameSync(path, replaced);
  for (const end of ["-wal", "-shm"]) {
    if (existsSync(path + end)) renameSync(path + end, replaced + end);
  }
  return replaced;
}

/** Leaving WAL mode requires exclusive access; it also merges the log, so that the old file is complete. */
function ensureUnused(Sqlite: typeof Database, path: string): void {
  try {
    const database = new Sqlite(path);
    try {
      database.exec("PRAGMA journal_mode = DELETE");
    } finally {
      database.close();
    }
  } catch (cause) {
    if (!isBusy(cause)) return; // damaged: the file is kept unchanged
    throw createFileError(
      path,
      "replaced",
      new Error("another process uses it; stop the server first"),
    );
  }
}

const isBusy = (error: unknown) =>
  error instanceof Error && error.message.includes("database is locked");
