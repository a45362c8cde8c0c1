import { setTimeout } from "node:timers/promises";
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import Database from "libsql";
import type { Dialect, MigrationConnection } from "../dialect.js";
import { PrismaClient } from "../../generated/sqlite/client.js";
import { Mutex } from "../../queues/mutex.js";
import { sharedAdapter } from "../shared-adapter.js";
import { createSqliteAdapter } from "./adapter.js";
import { SqliteBackgroundConnection } from "./background-connection.js";
import { sqliteData } from "./data-sql.js";
import { ensureWritable, readSqliteUrl, createFileError } from "./file.js";
import { SqliteTransactionLock } from "./transaction-lock.js";
import { tracedAdapter } from "../traced-adapter.js";

/** How long a statement waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/** How long a start waits for another's migrations, and how often it looks, in milliseconds. */
const MIGRATION_TIMEOUT = 60_000;
const MIGRATION_POLL = 20;

/**
 * FULL: a commit is on disk before it is answered. WAL: readers do not wait for a writer. secure_delete: what
 * is removed or replaced is overwritten in the file, not just let go of. wal_autocheckpoint, cache_size: a batch of an
 * import writes 16 MB of pages where ids are scattered. At 40 MB of WAL pages are taken over, many of them written
 * several times by then; and 8 MB are held in memory.
 */
const PRAGMAS = `
  PRAGMA busy_timeout = ${BUSY_TIMEOUT};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA wal_autocheckpoint = 10000;
  PRAGMA cache_size = -8000;
`;

/** Of an import's pages the more are written several times, the later they are taken over: here at 80 MB. */
const BACKGROUND_PRAGMAS = "PRAGMA wal_autocheckpoint = 20000";

/**
 * libsql keeps the connection, and with it the WAL file, until its statements are collected: who copies
 * the database after a clean end would miss what stands in the WAL alone. Without waiting, since
 * another process that is at work here will do it in its turn.
 */
const CHECKPOINT = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)";

const statements: Dialect["sql"] = {
  jsonRows: (json) => sql`json_each(${json}) AS r`,
  jsonEntries: (json) => sql`json_each(${json}) AS r`,
  data: sqliteData,
  toJson: (text) => text,
  // Begun IMMEDIATE: between the two statements nobody else writes.
  withIdempotencyKeys: (change, { insert, willChange }) => [
    sql`${insert} WHERE ${willChange} RETURNING key`,
    change,
  ],
  jsonStrings: (json) => sql`json_each(${json}) AS i`,
  rowIndex: sql`i.key`,
  jsonArrayAgg: (item, from) => sql`(SELECT json_group_array(${item}) FROM ${from})`,
  jsonArray: (values) => sql`json_array(${values})`,
  // Without AUTOINCREMENT, and in one transaction, new rows have the numbers behind the last one's.
  existedBefore: (inserted) => sql`changes() < ${inserted}
    AND (changes() = 0 OR users.rowid <= last_insert_rowid() - changes())`,
  withResponse: (change, { fromTables, response }) => [change, response(fromTables)],
};

export function createSqliteDialect(databaseUrl: string): Dialect {
  const path = readSqliteUrl(databaseUrl);
  const turn = new Mutex();
  const transactions = new SqliteTransactionLock();
  const background = new SqliteBackgroundConnection({
    path,
    onOpenSql: `${PRAGMAS} ${BACKGROUND_PRAGMAS}`,
    transactions,
  });
  const own = createSqliteAdapter({
    open: () => new Database(path),
    onOpenSql: PRAGMAS,
    beforeClose: () => background.close(),
    onCloseSql: CHECKPOINT,
    transactions,
  });
  const adapter = sharedAdapter(tracedAdapter(own));

  return {
    name: "sqlite",

    sql: statements,

    connect: async () => new PrismaClient({ adapter }),

    runRaw: (writes) => background.run(writes),

    migrationTableDdl: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" TEXT PRIMARY KEY NOT NULL,
      "checksum" TEXT NOT NULL,
      "finished_at" DATETIME,
      "migration_name" TEXT NOT NULL,
      "logs" TEXT,
      "rolled_back_at" DATETIME,
      "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
      "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
    )`,

    toMigrationTime: (now) => String(now.getTime()),

    concurrently: "",
    leavesInvalidIndexes: false,

    withIndexBuilder: (prisma, work) =>
      turn.runExclusive(() =>
        work({
          executeScript: async (text) => void (await prisma.$executeRaw(raw(text))),
          query: async (text) => prisma.$queryRaw(raw(text)),
        }),
      ),

    async withMigrationLock(work) {
      ensureWritable(path);
      const database = await beginMigration(path);
      const connection: MigrationConnection = {
        executeScript: async (text) => void database.exec(text),
        query: async (text) => database.prepare(text).all().filter(isRow),
      };
      try {
        await work(connection);
        database.exec("COMMIT");
      } finally {
        // close() alone does not undo: libsql keeps the connection for as long as a statement is not collected.
        if (database.inTransaction) database.exec("ROLLBACK");
        database.close();
      }
    },
  };
}

/**
 * BEGIN IMMEDIATE takes SQLite's one write lock, which is the migration lock here. SQLite's own waiting
 * would stop the whole process, the lock's holder included, and does not cover the change to WAL.
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

export function isRow(row: unknown): row is Record<string, unknown> {
  return typeof row === "object" && row !== null;
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
