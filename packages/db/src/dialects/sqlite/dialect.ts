import { raw } from "@prisma/client/runtime/client";
import Database from "libsql";
import { PrismaClient } from "../../generated/sqlite/client.js";
import { Mutex } from "../../queues/mutex.js";
import type { Dialect } from "../dialect.js";
import { createSharedAdapter } from "../shared-adapter.js";
import { createAdapterRunner } from "../statement-runner.js";
import { createTracedAdapter } from "../traced-adapter.js";
import { createSqliteAdapter } from "./adapter.js";
import { SqliteBackgroundConnection } from "./background-connection.js";
import { sqliteSql } from "./dialect-sql.js";
import { SqliteScanConnections } from "./scan-connections.js";
import { withFileMigrationLock } from "./migration-lock.js";
import { SqliteTransactionLock } from "./transaction-lock.js";
import { readSqliteUrl } from "./url.js";

/** How long a statement waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/**
 * FULL: a commit is on disk before it is acknowledged. WAL: readers do not wait for a writer. secure_delete:
 * removed content is overwritten. wal_autocheckpoint, cache_size: an import batch writes 16 MB of pages where ids
 * are scattered; a checkpoint at 40 MB merges pages written several times; 8 MB of cache stay in memory.
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

/** Imports rewrite the same pages: the later the checkpoint, here at 80 MB, the fewer page writes. */
const BACKGROUND_PRAGMAS = "PRAGMA wal_autocheckpoint = 20000";

/**
 * libsql keeps the connection, and with it the WAL file, until its statements are collected: a copy made after a
 * clean exit would miss changes that are only in the WAL. It does not wait: another process checkpoints when it closes.
 */
const CHECKPOINT = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)";

const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

export function createSqliteDialect(databaseUrl: string): Dialect {
  const path = readSqliteUrl(databaseUrl);
  const indexMutex = new Mutex();
  const transactions = new SqliteTransactionLock();
  const background = new SqliteBackgroundConnection({
    path,
    onOpenSql: `${PRAGMAS} ${BACKGROUND_PRAGMAS}`,
    transactions,
  });
  const driver = createSqliteAdapter({
    open: () => new Database(path),
    onOpenSql: PRAGMAS,
    beforeClose: () => background.close(),
    onCloseSql: CHECKPOINT,
    transactions,
  });
  const adapter = createSharedAdapter(createTracedAdapter(driver));

  return {
    name: "sqlite",

    sql: sqliteSql,

    async connect() {
      const client = new PrismaClient({ adapter });
      // Otherwise, disconnecting a client without statements of its own would not close the adapter.
      await client.$connect();
      return client;
    },

    statements: createAdapterRunner(() => adapter.connect()),
    longStatements: background,
    scans: new SqliteScanConnections(path),

    migrationTableDdl: MIGRATION_TABLE,
    toMigrationTime: (now) => String(now.getTime()),
    withMigrationLock: (work) => withFileMigrationLock(path, work),

    concurrently: "",

    withIndexBuilder: (prisma, work) =>
      indexMutex.runExclusive(() =>
        work({
          executeScript: async (script) => void (await prisma.$executeRaw(raw(script))),
          query: async (sql) => prisma.$queryRaw(raw(sql)),
        }),
      ),
  };
}
