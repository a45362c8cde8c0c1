import Database from "libsql";
import type { NewRow } from "./floor-store.js";

/** The same durability as Roster's: a response means that the commit is on disk. */
const PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000";

export function connectSqlite(path: string): Database.Database {
  const database = new Database(path);
  database.exec(PRAGMAS);
  return database;
}

/** Inserts all rows in one commit; says which were new. */
export type WriteRows = (rows: readonly NewRow[]) => boolean[];

export function prepareWrite(database: Database.Database, appId: string): WriteRows {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const insert = database.prepare(
    `INSERT INTO users (app_id, id, data, version, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)
     ON CONFLICT (app_id, id) DO NOTHING`,
  );
  return (rows) => {
    begin.run();
    const inserted = rows.map(
      ({ user, now }) => insert.run(appId, user.id, user.data, now, now).changes === 1,
    );
    commit.run();
    return inserted;
  };
}
