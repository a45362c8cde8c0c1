import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, openTestDatabase, testSource } from "../testing.js";

const start = 1_795_455_852_000_000n;
const hour = 3_600_000_000n;
const idempotency = (key: string) => ({
  key,
  bodyHash: "hash",
  responseKey: Buffer.alloc(32, key),
  keyReused: () => new Error("the key was used for another call"),
});
const user = (id: string) => ({ id, dataJson: "{}" });

describe.each(backends)("keys on %s", (backend) => {
  test("are kept for a day, and deleted when they are older", async () => {
    let now = start;
    await using database = await openTestDatabase(backend, { clock: () => now });
    for (let n = 0; n < 3; n += 1) {
      await database.users.by(testSource).add("app", user(`user-${n}`), idempotency(`key-${n}`));
      now += hour;
    }
    now = start + 24n * hour;
    expect(await database.idempotencyKeys.removeExpired()).toBe(0);
    now = start + 26n * hour + 1n;
    expect(await database.idempotencyKeys.removeExpired()).toBe(2);
    expect(await database.idempotencyKeys.get("app", "key-1")).toBeNull();
    expect(await database.idempotencyKeys.get("app", "key-2")).toMatchObject({ bodyHash: "hash" });
  });

  test("are deleted in the background, in batches, until the database is closed", async () => {
    await using database = await openTestDatabase(backend, { clock: () => start });
    const ids = Array.from({ length: 1200 }, (_, n) => `user-${n}`);
    await Promise.all(
      ids.map((id) => database.users.by(testSource).add("app", user(id), idempotency(id))),
    );
    const find = () => database.idempotencyKeys.getMany(ids.map((key) => ({ appId: "app", key })));
    expect((await find()).size).toBe(ids.length);
    const clock = () => start + 26n * hour;
    await using later = await openDatabase({ url: database.url, clock, cleanupInterval: 1 });
    await expect.poll(async () => (await find()).size).toBe(0);
    await later.close();
  });

  test("are not stored if the change fails", async () => {
    await using database = await openTestDatabase(backend, { clock: () => start });
    await using prisma = await openTestPrisma(database.url);
    await database.users.by(testSource).add("app", { id: "first", dataJson: "{}" });
    await prisma.$executeRaw(sql`CREATE UNIQUE INDEX no_twins ON users (created_at)`);
    const batch = { appId: "app", users: [user("b")], idempotency: idempotency("key") };
    const calls = [
      database.users.by(testSource).add("app", user("a"), idempotency("key")),
      database.users.by(testSource).addMany(batch),
    ];
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await database.idempotencyKeys.get("app", "key")).toBeNull();
    expect(await database.users.get("app", "a")).toBeNull();
  });

  test("are stored only together with the user of their own call", async () => {
    await using database = await openTestDatabase(backend);
    await using other = await openDatabase({ url: database.url });
    const databases = [database, other] as const;
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const { users } = databases[n % 2 === 0 ? 0 : 1];
        return users.by(testSource).add("app", user(`user-${n % 20}`), idempotency(`key-${n}`));
      }),
    );
    const created = results.map(({ status }) => status === "created");
    expect(created.filter(Boolean)).toHaveLength(20);
    const keys = created.map((_, n) => database.idempotencyKeys.get("app", `key-${n}`));
    expect((await Promise.all(keys)).map((recorded) => recorded !== null)).toEqual(created);
  });
});
