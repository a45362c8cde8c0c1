import Database from "libsql";
import { PrismaClient } from "../../generated/sqlite/client.js";
import type { Dialect } from "../dialect.js";
import { createSharedAdapter } from "../shared-adapter.js";
import { createAdapterRunner } from "../statement-runner.js";
import { createTracedAdapter } from "../traced-adapter.js";
import { createSqliteAdapter } from "./adapter.js";
import { LocalConnection } from "./connection.js";
import { sqliteSql } from "./dialect-sql.js";
import { toOpenError } from "./errors.js";
import { createIndexBuilder } from "./index-builder.js";
import { withFileMigrationLock } from "./migration-lock.js";
import { SqliteScanConnections } from "./scan-connections.js";
import { readSqliteUrl } from "./url.js";
import { ThreadWriter } from "./writer.js";

/**
 * busy_timeout: how long a statement waits for another process's write, in milliseconds. FULL: a commit is on disk
 * before it is acknowledged. WAL: readers do not wait for a writer. secure_delete: removed content is overwritten.
 * wal_autocheckpoint, cache_size: an import rewrites the same pages, 16 MB in a batch where ids are scattered; a
 * checkpoint at 80 MB merges them; 8 MB of cache stay in memory. journal_size_limit: a long reader lets the WAL grow,
 * and after it the next writes shorten it to 80 MB. analysis_limit: ANALYZE takes milliseconds, however large a table is.
 */
const WRITER_PRAGMAS = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA wal_autocheckpoint = 20000;
  PRAGMA journal_size_limit = 80000000;
  PRAGMA cache_size = -8000;
  PRAGMA analysis_limit = 1000;
`;

/** Once it is open, it does not wait: it runs on the event loop. */
const READER_PRAGMAS = `
  PRAGMA busy_timeout = 5000;
  PRAGMA query_only = ON;
  PRAGMA cache_size = -8000;
  PRAGMA busy_timeout = 0;
`;

/**
 * libsql keeps the connection, and with it the WAL file, until its statements are collected: a copy made after a
 * clean exit would miss changes that are only in the WAL. It does not wait: another process checkpoints when it closes.
 */
const CHECKPOINT = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)";

/** A build holds SQLite's only write lock, whichever process runs it. */
const SELECT_BUILD = `
  SELECT 'The index on ' || path || ' of app ' || app_id || ' is being built, which blocks writes; try again later'
  FROM data_indexes WHERE state = 'building' LIMIT 1`;

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
  const driver = createSqliteAdapter({
    openReader: () => openReader(path),
    writer: new ThreadWriter({ path, onOpenSql: WRITER_PRAGMAS }),
    selectReason: SELECT_BUILD,
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
    scans: new SqliteScanConnections(path),

    migrationTableDdl: MIGRATION_TABLE,
    toMigrationTime: (now) => String(now.getTime()),
    withMigrationLock: (work) => withFileMigrationLock(path, work),

    concurrently: "",
    selectUsersSize: "SELECT max(rowid) AS size FROM users",

    withIndexBuilder: createIndexBuilder(() => adapter.connect()),
  };
}

function openReader(path: string): LocalConnection {
  let database: Database.Database | undefined;
  try {
    database = new Database(path);
    database.exec(READER_PRAGMAS);
    return new LocalConnection(database, CHECKPOINT);
  } catch (error) {
    database?.close();
    throw toOpenError(error);
  }
}
