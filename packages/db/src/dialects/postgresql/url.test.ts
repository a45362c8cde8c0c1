import { expect, test } from "vitest";
import { openDatabase } from "../../database.js";
import { createTestDatabaseUrl, testSource } from "../../testing.js";
import { readPostgresqlUrl } from "./url.js";

const base = "postgresql://user:s3cret@localhost:5432/roster";

test("the pool limits the number of connections and their waiting times by default", () => {
  expect(readPostgresqlUrl(base).pool).toMatchObject({
    connectionString: base,
    max: 10,
    connectionTimeoutMillis: 10_000,
    query_timeout: 15_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  expect(readPostgresqlUrl(base, 3).pool.max).toBe(3);
});

test("accepts the parameters of Prisma and of pg", () => {
  const url = `${base}?connection_limit=7&connect_timeout=3&pool_timeout=4&query_timeout=500`;
  const { pool, connection } = readPostgresqlUrl(url, 3);
  expect(pool).toMatchObject({ max: 7, connectionTimeoutMillis: 4000, query_timeout: 500 });
  expect(connection.connectionTimeoutMillis).toBe(3000);
});

test.each(["prefer", "require", "verify-ca"])("sslmode=%s verifies like verify-full", (mode) => {
  const read = (text: string) => readPostgresqlUrl(text).pool.connectionString;
  expect(read(`${base}?sslmode=${mode}`)).toBe(`${base}?sslmode=verify-full`);
  const libpq = `${base}?sslmode=${mode}&uselibpqcompat=true`;
  expect(read(libpq)).toBe(libpq);
});

test.each(["connection_limit=0", "connect_timeout=soon", "pool_timeout=-1", "schema=A;b"])(
  "rejects %s without showing the password",
  async (parameter) => {
    const error = await openDatabase({ url: `${base}?${parameter}` }).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ code: "INVALID" });
    expect(String(error)).toContain(`DATABASE_URL: has ${parameter}, which must be`);
    expect(String(error)).not.toContain("s3cret");
  },
);

test("schema puts the tables into that schema, and creates it if it is missing", async () => {
  await using place = await createTestDatabaseUrl("postgresql");
  await using database = await openDatabase({ url: `${place.url}?schema=directory` });
  await database.apps.addIfAbsent("app", "App");
  await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
  await using other = await openDatabase({ url: place.url });
  expect(await other.apps.get("app")).toBeNull();
  expect(await other.users.get("app", "a")).toBeNull();
  expect(await database.apps.get("app")).toMatchObject({ name: "App" });
  expect(await database.users.get("app", "a")).toMatchObject({ id: "a" });
});
