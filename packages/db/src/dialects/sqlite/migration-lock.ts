import { setTimeout } from "node:timers/promises";
import Database from "libsql";
import type { SqlConnection } from "../dialect.js";
import { createFileError, ensureWritable } from "./file.js";

/** How long a start waits for another process's migrations, and how often it retries, in milliseconds. */
const MIGRATION_TIMEOUT = 60_000;
const MIGRATION_POLL = 20;

/** Migrates a file on a separate connection. */
export async function withFileMigrationLock(
  path: string,
  work: (connection: SqlConnection) => Promise<void>,
): Promise<void> {
  ensureWritable(path);
  const database = await beginMigration(path);
  try {
    await commitAfter(database, work);
  } finally {
    database.close();
  }
}

/** Runs `work` in the open transaction, then commits; rolls back if it throws. */
export async function commitAfter(
  database: Database.Database,
  work: (connection: SqlConnection) => Promise<void>,
): Promise<void> {
  try {
    await work({
      executeScript: async (script) => void database.exec(script),
      query: async (sql) => database.prepare(sql).all().filter(isRow),
    });
    database.exec("COMMIT");
  } finally {
    // close() does not roll back: libsql keeps the connection until its statements are collected.
    if (database.inTransaction) database.exec("ROLLBACK");
  }
}

/**
 * BEGIN IMMEDIATE takes SQLite's only write lock, which serves as the migration lock. Waiting inside SQLite
 * would block the whole process, including a holder of the lock, and does not cover the switch to WAL.
 */
async function beginMigration(path: string): Promise<Database.Database> {
  const deadline = Date.now() + MIGRATION_TIMEOUT;
  for (;;) {
    let database: Database.Database | undefined;
    try {
      database = new Database(path);
      database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE");
      return database;
    } catch (cause) {
      database?.close();
      if (!isBusy(cause) || Date.now() > deadline) throw createFileError(path, "opened", cause);
    }
    await setTimeout(MIGRATION_POLL);
  }
}

function isRow(row: unknown): row is Record<string, unknown> {
  return typeof row === "object" && row !== null;
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
