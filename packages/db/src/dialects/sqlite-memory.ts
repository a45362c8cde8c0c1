import Database from "libsql";
import type { Dialect } from "../dialect.js";
import { PrismaClient } from "../generated/sqlite/client.js";
import { createSqliteAdapter } from "./sqlite-adapter.js";
import { isRow, sqlite } from "./sqlite.js";

/** SQLite in memory: one connection is the whole database, so that migrations and client share it. */
export function sqliteMemory(): Dialect {
  const database = new Database(":memory:");
  return {
    ...sqlite("file:memory"),

    async connect() {
      const opening = "PRAGMA foreign_keys = ON";
      const adapter = createSqliteAdapter({ open: () => database, opening, closing: "" });
      return new PrismaClient({ adapter });
    },

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
