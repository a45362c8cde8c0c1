import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { mapUnavailable } from "./driver-errors.js";
import { openDatabase } from "../database.js";
import { openTestPrisma } from "../testing/prisma.js";
import { openTestProxy } from "../testing/proxy.js";
import { backends, createTestDatabaseUrl, openTestDatabase, testSource } from "../testing.js";

const unavailable = {
  code: "UNAVAILABLE",
  message: "The database is unavailable; try again",
};

describe("a lost PostgreSQL server is UNAVAILABLE until it is back", () => {
  test.each(["fin", "reset"] as const)("when connections are cut with %s", async (how) => {
    await using place = await createTestDatabaseUrl("postgresql");
    await using proxy = await openTestProxy(place.url);
    await using database = await openDatabase({ url: proxy.url });
    for (const call of [
      () => database.users.get("app", "a"),
      () => database.users.by(testSource).add("app", { id: "a", dataJson: "{}" }),
      () => database.apps.get("app"),
      () => database.ping(),
    ]) {
      const held = proxy.stall();
      const rejection = expect(call()).rejects.toMatchObject(unavailable);
      await held;
      proxy.disconnect(how);
      await rejection;
      await call();
    }
  });

  test("when it rejects connections", async () => {
    await using place = await createTestDatabaseUrl("postgresql");
    await using proxy = await openTestProxy(place.url);
    await using database = await openDatabase({ url: proxy.url });
    proxy.close();
    await expect(
      database.users.by(testSource).remove({ appId: "app", id: "a" }),
    ).rejects.toMatchObject(unavailable);
    await expect(database.apps.list()).rejects.toMatchObject(unavailable);
    await expect(database.ping()).rejects.toMatchObject(unavailable);
  });

  test("when it ends a connection during a statement", async () => {
    await using database = await openTestDatabase("postgresql");
    await using prisma = await openTestPrisma(database.url);
    await using other = await openTestPrisma(database.url);
    const sleep = mapUnavailable(prisma.$queryRaw(sql`SELECT pg_sleep(60)`));
    const rejection = expect(sleep).rejects.toMatchObject(unavailable);
    const terminate = sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE query = 'SELECT pg_sleep(60)' AND state = 'active' AND datname = current_database()`;
    while ((await other.$queryRaw<unknown[]>(terminate)).length === 0);
    await rejection;
    expect(await prisma.$queryRaw(sql`SELECT 1 AS n`)).toEqual([{ n: 1 }]);
  });
});

describe("a SQLite file that cannot be written is UNAVAILABLE until it can be written", () => {
  test("when the disk is full", async () => {
    await using database = await openTestDatabase("sqlite");
    await using prisma = await openTestPrisma(database.url);
    const insert = (id: string) =>
      mapUnavailable(
        prisma.app.create({ data: { id, name: "x".repeat(1_000_000), createdAt: 0n } }),
      );
    await prisma.$queryRaw(sql`PRAGMA max_page_count = 50`);
    await expect(insert("a")).rejects.toMatchObject(unavailable);
    await prisma.$queryRaw(sql`PRAGMA max_page_count = 5000`);
    expect(await insert("a")).toMatchObject({ id: "a" });
  });

  test("when another process holds the write lock for too long", async () => {
    await using database = await openTestDatabase("sqlite");
    await using prisma = await openTestPrisma(database.url);
    await using other = await openTestPrisma(database.url);
    const insert = () =>
      mapUnavailable(
        prisma.$executeRaw(sql`INSERT INTO apps (id, name, created_at) VALUES ('a', 'A', 0)`),
      );
    await prisma.$queryRaw(sql`PRAGMA busy_timeout = 0`);
    await other.$executeRaw(sql`BEGIN IMMEDIATE`);
    await expect(insert()).rejects.toMatchObject(unavailable);
    await other.$executeRaw(sql`COMMIT`);
    expect(await insert()).toBe(1);
  });
});

describe.each(backends)("an invalid statement on %s", (backend) => {
  test("keeps its own error, since no retry would help", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const app = { id: "a", name: "A", createdAt: 0n };
    await prisma.app.create({ data: app });
    const insert = sql`INSERT INTO apps (id, name, created_at) VALUES ('a', 'A', 0)`;
    for (const [call, code] of [
      [() => prisma.$queryRaw(sql`SELECT nonsense`), "P2010"],
      [() => prisma.$executeRaw(insert), "P2010"],
      [() => prisma.app.create({ data: app }), "P2002"],
    ] as const) {
      await expect(mapUnavailable(call())).rejects.toMatchObject({ code });
    }
  });
});
