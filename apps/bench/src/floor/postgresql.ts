import pg from "pg";
import { createGroupCommit } from "./group-commit.js";
import type { FloorStore, NewRow, UserRow } from "./floor-store.js";

const columns = `id, data::text AS data, version, created_at AS "createdAt", updated_at AS "updatedAt"`;

// Microseconds fit a double until the year 2255.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** One connection writes and one reads; everything waiting on either shares a prepared statement. */
export async function openPostgresql(url: string, appId: string): Promise<FloorStore> {
  const [writer, reader] = await Promise.all([connect(url), connect(url)]);

  const write = async (users: readonly NewRow[]) => {
    const { rows } = await writer.query<{ id: string }>({
      name: "insert",
      text: `INSERT INTO users (app_id, id, data, version, created_at, updated_at)
             SELECT $1, id, data::json, 1, now, now
             FROM unnest($2::text[], $3::text[], $4::bigint[]) AS u(id, data, now)
             ON CONFLICT (app_id, id) DO NOTHING RETURNING id`,
      values: [
        appId,
        users.map(({ user }) => user.id),
        users.map(({ user }) => user.data),
        users.map(({ now }) => now),
      ],
    });
    const inserted = new Set(rows.map(({ id }) => id));
    return users.map(({ user }) => inserted.has(user.id));
  };
  const read = async (ids: readonly string[]) => {
    const { rows } = await reader.query<UserRow>({
      name: "select",
      text: `SELECT ${columns} FROM users WHERE app_id = $1 AND id = ANY ($2)`,
      values: [appId, ids],
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  };
  const insertInGroup = createGroupCommit(write);
  const findInGroup = createGroupCommit(read);
  return {
    insert: (user, now) => insertInGroup({ user, now }),
    insertMany: async (users, now) => {
      const inserted = await write(users.map((user) => ({ user, now })));
      return inserted.filter(Boolean).length;
    },
    find: async (id) => (await findInGroup(id)) ?? undefined,
    list: async (limit, after) => {
      const where = after ? "AND (created_at, id) < ($3, $4)" : "";
      const { rows } = await reader.query<UserRow>({
        name: after ? "next-page" : "first-page",
        text: `SELECT ${columns} FROM users WHERE app_id = $1 ${where}
               ORDER BY created_at DESC, id DESC LIMIT $2`,
        values: after ? [appId, limit, after.createdAt, after.id] : [appId, limit],
      });
      return rows;
    },
  };
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("SET synchronous_commit = on");
  return client;
}
