import Database from "libsql";
import type { Dialect } from "../dialect.js";
import { PrismaClient } from "../../generated/sqlite/client.js";
import { runByDriver } from "../../prisma/run-raw.js";
import { sharedAdapter } from "../shared-adapter.js";
import { createSqliteAdapter } from "./adapter.js";
import { isRow, sqlite } from "./sqlite.js";

/** SQLite in memory: one connection is the whole database, so that migrations and client share it. */
export function sqliteMemory(): Dialect {
  const database = new Database(":memory:");
  const opening = "PRAGMA foreign_keys = ON";
  const own = createSqliteAdapter({ open: () => database, opening, closing: "" });
  const adapter = sharedAdapter(own);
  return {
    ...sqlite("file:memory"),

    connect: async () => new PrismaClient({ adapter }),

    run: async (writes) => runByDriver("sqlite", await adapter.connect(), writes),

    async withMigrationLock(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        await work({
          script: async (text) => void database.exec(text),
          query: async (text) => database.prepare(text).all().filter(isRow),
        });
        database.exec("COMMIT");
      } finally {
        if (database.inTransaction) database.exec("ROLLBACK");
      }
    },
  };
}
