import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { AppError, invalid } from "@roster/contract";
import type Database from "libsql";
import { ensureWritable, readSqliteUrl, createFileError } from "../dialects/sqlite/file.js";

/** How long the copy waits for whoever holds the database alone, in milliseconds. */
const BUSY_TIMEOUT = 5000;

export interface BackUpOptions {
  /** `file:…` */
  readonly url: string;
  /** The file to make. Nothing may be there. */
  readonly to: string;
}

/**
 * Copies a SQLite database while others read and write it. The copy is what one reader sees at one moment:
 * every commit before it, none after. It is checked, and on disk, before it has its name.
 *
 * @throws AppError INVALID for another engine; UNAVAILABLE where a file cannot be read or written.
 */
export async function backUp({ url, to }: BackUpOptions): Promise<void> {
  if (!url.startsWith("file:")) {
    const message = "is PostgreSQL, which pg_dump backs up: see docs/data-protection.md";
    throw invalid([{ path: ["DATABASE_URL"], message }]);
  }
  const path = readSqliteUrl(url);
  if (!existsSync(path)) throw createFileError(path, "copied", new Error("there is no such file"));
  if (existsSync(to)) throw createFileError(to, "written", new Error("it is there already"));
  const draft = `${to}.part`;
  ensureWritable(draft);
  rmSync(draft, { force: true }); // of one that was broken off
  // Loaded here: a server on PostgreSQL does without it.
  const { default: Sqlite } = await import("libsql");
  try {
    copy(Sqlite, path, draft);
    check(Sqlite, draft);
    persist(draft);
    renameSync(draft, to);
  } finally {
    rmSync(draft, { force: true });
  }
}

function copy(Sqlite: typeof Database, from: string, to: string): void {
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

function check(Sqlite: typeof Database, path: string): void {
  const database = new Sqlite(path, { readonly: true });
  const rows: unknown[] = database.prepare("PRAGMA integrity_check").raw().all();
  database.close();
  const [first] = rows.flat();
  if (first === "ok") return;
  throw new AppError("UNAVAILABLE", `The copy of the database is damaged: ${String(first)}`);
}

function persist(path: string): void {
  const file = openSync(path, "r+");
  fsyncSync(file);
  closeSync(file);
}
