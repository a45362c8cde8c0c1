import type { FloorStore, UserRow } from "./floor-store.js";
import { createGroupCommit } from "./group-commit.js";
import { connectSqlite, prepareWrite } from "./sqlite-connection.js";
import { startThreadedWrite } from "./threaded-write.js";

const columns = `id, data, version, created_at AS "createdAt", updated_at AS "updatedAt"`;

const isRow = (row: unknown): row is UserRow => typeof row === "object" && row !== null;

export interface SqliteFloor {
  readonly path: string;
  readonly appId: string;
  /** Whether commits run on a thread, so that the event loop stays free meanwhile. */
  readonly isThreaded: boolean;
}

export function openSqlite({ path, appId, isThreaded }: SqliteFloor): FloorStore {
  const database = connectSqlite(path);
  const select = database.prepare(`SELECT ${columns} FROM users WHERE app_id = ? AND id = ?`);
  const page = (where: string) =>
    database.prepare(
      `SELECT ${columns} FROM users WHERE app_id = ? ${where} ORDER BY created_at DESC, id DESC LIMIT ?`,
    );
  const firstPage = page("");
  const nextPage = page("AND (created_at, id) < (?, ?)");

  const write = isThreaded ? startThreadedWrite(path, appId) : prepareWrite(database, appId);
  const inGroup = createGroupCommit(write);
  return {
    insert: (user, now) => inGroup({ user, now }),
    insertMany: async (users, now) => {
      const inserted = await write(users.map((user) => ({ user, now })));
      return inserted.filter(Boolean).length;
    },
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
