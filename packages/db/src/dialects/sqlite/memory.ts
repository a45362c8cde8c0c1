import Database from "libsql";
import type { Dialect } from "../dialect.js";
import { PrismaClient } from "../../generated/sqlite/client.js";
import { runRaw } from "../../prisma/run-raw.js";
import { sharedAdapter } from "../shared-adapter.js";
import { createSqliteAdapter } from "./adapter.js";
import { isRow, createSqliteDialect } from "./dialect.js";

/** SQLite in memory: one connection is the whole database, so that migrations and client share it. */
export function createMemoryDialect(): Dialect {
  const database = new Database(":memory:");
  const opening = "PRAGMA foreign_keys = ON";
  const own = createSqliteAdapter({ open: () => database, onOpenSql: opening, onCloseSql: "" });
  const adapter = sharedAdapter(own);
  return {
    ...createSqliteDialect("file:memory"),

    connect: async () => new PrismaClient({ adapter }),

    runRaw: async (writes) => runRaw("sqlite", await adapter.connect(), writes),

    async withMigrationLock(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        await work({
          executeScript: async (text) => void database.exec(text),
          query: async (text) => database.prepare(text).all().filter(isRow),
        });
        database.exec("COMMIT");
      } finally {
        if (database.inTransaction) database.exec("ROLLBACK");
      }
    },
  };
}
