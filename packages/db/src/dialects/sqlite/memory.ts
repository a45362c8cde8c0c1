import Database from "libsql";
import { PrismaClient } from "../../generated/sqlite/client.js";
import type { Dialect } from "../dialect.js";
import { createSharedAdapter } from "../shared-adapter.js";
import { createAdapterRunner } from "../statement-runner.js";
import { createSqliteAdapter } from "./adapter.js";
import { LocalConnection } from "./connection.js";
import { createSqliteDialect } from "./dialect.js";
import { createIndexBuilder } from "./index-builder.js";
import { commitAfter } from "./migration-lock.js";

/** SQLite in memory: the connection is the database, so migrations and the client share it. */
export function createMemoryDialect(): Dialect {
  const database = new Database(":memory:");
  database.exec("PRAGMA foreign_keys = ON");
  const connection = new LocalConnection(database);
  const driver = createSqliteAdapter({
    writer: { open: () => connection, close: () => connection.close() },
  });
  const adapter = createSharedAdapter(driver);
  const statements = createAdapterRunner(() => adapter.connect());
  return {
    ...createSqliteDialect("file:memory"),

    async connect() {
      const client = new PrismaClient({ adapter });
      await client.$connect();
      return client;
    },

    statements,
    // On the only connection, and so on the event loop.
    scans: {
      maxScans: 1,
      maxShort: 1,
      run: (statement) => statements.run(statement),
      runShort: (statement) => statements.run(statement),
      close: async () => {},
    },
    withIndexBuilder: createIndexBuilder(() => adapter.connect()),

    async withMigrationLock(work) {
      database.exec("BEGIN IMMEDIATE");
      await commitAfter(database, work);
    },
  };
}
