import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { AppError, invalid } from "@roster/contract";
import type { Dialect, MigrationConnection } from "../dialect.js";
import { PrismaClient } from "../generated/sqlite/client.js";

/** How long a statement waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5000;

/** FULL: a commit is on disk before it is answered. WAL: readers do not wait for a writer. */
const PRAGMAS = `
  PRAGMA busy_timeout = ${BUSY_TIMEOUT};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
`;

export function sqlite(databaseUrl: string): Dialect {
  const path = pathOf(databaseUrl);
  const url = pathToFileURL(path).href;

  return {
    name: "sqlite",

    sql: {
      rowsOf: (json) => sql`json_each(${json}) AS r`,
      asJson: (text) => text,
    },

    async connect() {
      const factory = new PrismaLibSql({ url, timeout: BUSY_TIMEOUT });
      // PRAGMAs belong to a connection. The adapter keeps its first one for good as long as nobody
      // opens an interactive transaction, which Roster never does: what must be atomic is one statement.
      const connect = factory.connect.bind(factory);
      factory.connect = async () => {
        const adapter = await connect();
        await adapter.executeScript(PRAGMAS);
        return adapter;
      };
      return new PrismaClient({ adapter: factory });
    },

    migrationTable: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" TEXT PRIMARY KEY NOT NULL,
      "checksum" TEXT NOT NULL,
      "finished_at" DATETIME,
      "migration_name" TEXT NOT NULL,
      "logs" TEXT,
      "rolled_back_at" DATETIME,
      "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
      "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
    )`,

    migrationTime: (now) => String(now.getTime()),

    async withMigrationLock(work) {
      ensureWritable(path);
      const client = createClient({ url, timeout: BUSY_TIMEOUT });
      try {
        await client.executeMultiple(PRAGMAS);
        // "write" is BEGIN IMMEDIATE: it takes SQLite's one write lock, which is the migration lock here.
        const transaction = await client.transaction("write");
        const connection: MigrationConnection = {
          script: (text) => transaction.executeMultiple(text),
          query: async (text) => (await transaction.execute(text)).rows,
        };
        try {
          await work(connection);
          await transaction.commit();
        } finally {
          transaction.close();
        }
      } finally {
        client.close();
      }
    },
  };
}

function pathOf(url: string): string {
  const path = url.slice("file:".length);
  if (path === "" || path.includes(":memory:") || path.includes("?")) {
    throw invalid([
      {
        path: ["DATABASE_URL"],
        message: "must name a file, such as file:./.data/roster.db, without parameters",
      },
    ]);
  }
  return resolve(path.startsWith("//") ? new URL(url).pathname : path);
}

/** SQLite's own message for a folder that cannot be written names neither the folder nor the reason. */
function ensureWritable(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    accessSync(dirname(path), constants.W_OK);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error("it is a folder");
    if (found) accessSync(path, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("UNAVAILABLE", `The database ${path} cannot be written: ${reason}`, {
      cause,
    });
  }
}
