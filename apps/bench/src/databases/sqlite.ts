import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { z } from "zod";
import type { Contents, Engine, EngineOptions } from "./engine.js";
import { seedSqlite } from "./seed.js";

const App = z.object({ id: z.string() });

/** A file with the tables and one with the users; each subject gets a copy. */
export async function openSqliteEngine({ folder, rows, migrate }: EngineOptions): Promise<Engine> {
  const tables = join(folder, "tables.db");
  const users = join(folder, "users.db");
  await migrate(`file:${tables}`);
  const database = new Database(tables);
  const appId = App.parse(database.prepare("SELECT id FROM apps").get()).id;
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  copyFileSync(tables, users);
  seed(users, seedSqlite(appId, rows));

  const sources: Record<Contents, string | undefined> = { nothing: undefined, tables, users };
  return {
    name: "sqlite",
    rows,
    async open(contents) {
      const own = join(folder, randomUUID());
      const path = join(own, "roster.db");
      mkdirSync(own);
      const source = sources[contents];
      if (source !== undefined) copyFileSync(source, path);
      return {
        url: `file:${path}`,
        appId,
        query: async (sql) => query(path, sql),
        [Symbol.asyncDispose]: async () => rmSync(own, { recursive: true, force: true }),
      };
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function query(path: string, sql: string): readonly unknown[] {
  const database = new Database(path);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/**
 * Without durability: an interrupted seed is discarded with its folder. Without statistics: gathering those that a
 * query needs is up to Roster.
 */
function seed(path: string, statement: string): void {
  const database = new Database(path);
  database.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -600000");
  database.exec(statement);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}
