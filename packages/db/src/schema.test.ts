import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPg } from "@prisma/adapter-pg";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { expect, test } from "vitest";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client.js";
import { PrismaClient as SqliteClient } from "./generated/sqlite/client.js";
import type { AdminRow, AdminSessionRow, ApiKeyRow, AppRow } from "./port.js";
import { backends, openTestDatabase } from "./testing.js";

interface UserRow {
  appId: string;
  id: string;
  data: { readonly text: string; readonly list: readonly (number | { readonly on: boolean })[] };
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
}

interface Model<Row> {
  create(args: { data: Row }): PromiseLike<unknown>;
  findMany(): PromiseLike<object[]>;
}

/** Every model of the schema, as both generated clients have it. */
interface Models {
  readonly app: Model<AppRow>;
  readonly apiKey: Model<ApiKeyRow>;
  readonly user: Model<UserRow>;
  readonly admin: Model<AdminRow>;
  readonly adminSession: Model<AdminSessionRow>;
}

const time = 1_795_455_852_123_456n;
const rows = {
  app: { id: "app", name: "App", createdAt: time },
  apiKey: {
    key: "key",
    appId: "app",
    name: "Key",
    secret: "s",
    createdAt: time,
    revokedAt: null,
  },
  user: {
    appId: "app",
    id: "a",
    data: { text: "é😀", list: [1, -0.5, { on: true }] },
    version: 1,
    createdAt: time,
    updatedAt: time + 1n,
  },
  admin: { id: "admin", passwordHash: "hash", updatedAt: time },
  adminSession: { tokenHash: "hash", createdAt: time, expiresAt: time },
};
const tables = {
  app: sql`SELECT * FROM apps`,
  apiKey: sql`SELECT * FROM api_keys`,
  user: sql`SELECT * FROM users`,
  admin: sql`SELECT * FROM admins`,
  adminSession: sql`SELECT * FROM admin_sessions`,
};

test.each(backends)(
  "the migrations on %s make the tables of the Prisma schema, column for column",
  async (backend) => {
    await using database = await openTestDatabase(backend);
    const client =
      backend === "sqlite"
        ? new SqliteClient({ adapter: new PrismaLibSql({ url: database.url }) })
        : new PostgresqlClient({ adapter: new PrismaPg({ connectionString: database.url }) });
    const models: Models = client;
    await models.app.create({ data: rows.app });
    await models.apiKey.create({ data: rows.apiKey });
    await models.user.create({ data: rows.user });
    await models.admin.create({ data: rows.admin });
    await models.adminSession.create({ data: rows.adminSession });
    for (const name of ["app", "apiKey", "user", "admin", "adminSession"] as const) {
      expect(await models[name].findMany()).toEqual([rows[name]]);
      const [stored] = await client.$queryRaw<object[]>(tables[name]);
      // The same number of columns: none stands in the table alone.
      expect(Object.keys(stored ?? {})).toHaveLength(Object.keys(rows[name]).length);
    }
    expect(
      Object.keys(models)
        .filter((name) => /^[a-z]/.test(name))
        .toSorted(),
    ).toEqual(Object.keys(rows).toSorted());
    await client.$disconnect();
  },
);

test("the stores' users are the users of Prisma's model, data included", async () => {
  for (const backend of backends) {
    await using database = await openTestDatabase(backend, { clock: () => time });
    await database.users.insertOrFind("app", "a", JSON.stringify(rows.user.data));
    const client =
      backend === "sqlite"
        ? new SqliteClient({ adapter: new PrismaLibSql({ url: database.url }) })
        : new PostgresqlClient({ adapter: new PrismaPg({ connectionString: database.url }) });
    const models: Models = client;
    expect(await models.user.findMany()).toEqual([{ ...rows.user, updatedAt: time }]);
    await client.$disconnect();
  }
});
