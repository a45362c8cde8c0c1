import Database from "libsql";
import { createGroupCommit } from "./group-commit.js";
import type { FloorStore, NewUser, UserRow } from "./floor-store.js";

/** The same durability as Roster's: a response means that the commit is on disk. */
const PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000";

const columns = `id, data, version, created_at AS "createdAt", updated_at AS "updatedAt"`;

const isRow = (row: unknown): row is UserRow => typeof row === "object" && row !== null;

export function openSqlite(path: string, appId: string): FloorStore {
  const database = new Database(path);
  database.exec(PRAGMAS);
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  const insert = database.prepare(
    `INSERT INTO users (app_id, id, data, version, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)
     ON CONFLICT (app_id, id) DO NOTHING`,
  );
  const select = database.prepare(`SELECT ${columns} FROM users WHERE app_id = ? AND id = ?`);
  const page = (where: string) =>
    database.prepare(
      `SELECT ${columns} FROM users WHERE app_id = ? ${where} ORDER BY created_at DESC, id DESC LIMIT ?`,
    );
  const firstPage = page("");
  const nextPage = page("AND (created_at, id) < (?, ?)");

  const write = (users: readonly { user: NewUser; now: number }[]) => {
    begin.run();
    const inserted = users.map(
      ({ user, now }) => insert.run(appId, user.id, user.data, now, now).changes === 1,
    );
    commit.run();
    return inserted;
  };
  const inGroup = createGroupCommit(write);
  return {
    insert: (user, now) => inGroup({ user, now }),
    insertMany: async (users, now) =>
      write(users.map((user) => ({ user, now }))).filter(Boolean).length,
    find: async (id) => {
      const row: unknown = select.get(appId, id);
      return isRow(row) ? row : undefined;
    },
    list: async (limit, after) => {
      const rows: unknown[] = after
        ? nextPage.all(appId, after.createdAt, after.id, limit)
        : firstPage.all(appId, limit);
      return rows.filter(isRow);
    },
  };
}
