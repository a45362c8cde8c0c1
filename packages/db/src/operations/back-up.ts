import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { AppError, invalid } from "@roster/contract";
import type Database from "libsql";
import { createFileError, ensureWritable } from "../dialects/sqlite/file.js";
import { readSqliteUrl } from "../dialects/sqlite/url.js";

/** How long the copy waits for an exclusive lock of another process, in milliseconds. */
const BUSY_TIMEOUT = 5000;

export interface BackUpOptions {
  /** `file:…` */
  readonly url: string;
  /** The file to create. It must not exist. */
  readonly to: string;
}

/**
 * Copies a SQLite database while others read and write it. The copy is a consistent snapshot. It is verified, and
 * synced to disk, before it gets its final name.
 *
 * @throws AppError INVALID for another engine; UNAVAILABLE if a file cannot be read or written.
 */
export async function backUp({ url, to }: BackUpOptions): Promise<void> {
  if (!url.startsWith("file:")) {
    const message = "is PostgreSQL, which pg_dump backs up: see docs/data-protection.md";
    throw invalid([{ path: ["DATABASE_URL"], message }]);
  }
  const path = readSqliteUrl(url);
  if (!existsSync(path))
    throw createFileError(path, "copied", new Error("the file does not exist"));
  if (existsSync(to)) throw createFileError(to, "written", new Error("the file already exists"));
  const draft = `${to}.part`;
  rmSync(draft, { force: true }); // left by an interrupted backup
  ensureWritable(draft);
  // Loaded on demand: a server on PostgreSQL does not need it.
  const { default: Sqlite } = await import("libsql");
  try {
    copyDatabase(Sqlite, { from: path, to: draft });
    checkIntegrity(Sqlite, draft);
    syncToDisk(draft);
    renameSync(draft, to);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Copies a consistent snapshot, including changes that are only in the write-ahead log. */
export function copyDatabase(
  Sqlite: typeof Database,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  try {
    const database = new Sqlite(from);
    try {
      database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
      database.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
    } finally {
      database.close();
    }
  } catch (cause) {
    throw createFileError(from, "copied", cause);
  }
}

/** @throws AppError UNAVAILABLE if the file is damaged or is not a SQLite database. */
export function checkIntegrity(Sqlite: typeof Database, path: string): void {
  const problem = findDamage(Sqlite, path);
  if (problem === undefined) return;
  throw new AppError("UNAVAILABLE", `The database ${path} is damaged: ${problem}`);
}

function findDamage(Sqlite: typeof Database, path: string): string | undefined {
  const database = new Sqlite(path, { readonly: true });
  try {
    const rows: unknown[] = database.prepare("PRAGMA integrity_check").raw().all();
    const [first] = rows.flat();
    return first === "ok" ? undefined : String(first);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database.close();
  }
}

export function syncToDisk(path: string): void {
  const file = openSync(path, "r+");
  fsyncSync(file);
  closeSync(file);
}
