import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { openTestPort } from "../testing/prisma.js";
import { backends, openTestDatabase } from "../testing.js";

const start = 1_795_455_852_000_000n;
const hour = 3_600_000_000n;
const once = (key: string) => ({ key, bodyHash: "hash", answerKey: Buffer.alloc(32, key) });
const user = (id: string) => ({ appId: "app", id, data: "{}" });

describe.each(backends)("keys on %s", (backend) => {
  test("are kept for a day, and deleted when they are older", async () => {
    let now = start;
    await using database = await openTestDatabase(backend, { clock: () => now });
    for (let n = 0; n < 3; n += 1) {
      await database.onceUsers.insertOrFind(user(`user-${n}`), once(`key-${n}`));
      now += hour;
    }
    now = start + 24n * hour;
    expect(await database.onceKeys.removeExpired()).toBe(0);
    now = start + 26n * hour + 1n;
    expect(await database.onceKeys.removeExpired()).toBe(2);
    expect(await database.onceKeys.find("app", "key-1")).toBeNull();
    expect(await database.onceKeys.find("app", "key-2")).toMatchObject({ bodyHash: "hash" });
  });

  test("are deleted in the background, in more than one step, until the database is closed", async () => {
    await using database = await openTestDatabase(backend, { clock: () => start });
    const ids = Array.from({ length: 1200 }, (_, n) => `user-${n}`);
    await Promise.all(ids.map((id) => database.onceUsers.insertOrFind(user(id), once(id))));
    const clock = () => start + 26n * hour;
    await using later = await openDatabase({ url: database.url, clock, cleaningInterval: 1 });
    const find = () => database.onceKeys.findAll(ids.map((key) => ({ appId: "app", key })));
    expect((await find()).size).toBeGreaterThan(0);
    await expect.poll(async () => (await find()).size).toBe(0);
    await later.close();
  });

  test("are not kept where the change fails", async () => {
    await using database = await openTestDatabase(backend, { clock: () => start });
    await using port = await openTestPort(database.url);
    await database.users.insertOrFind("app", "first", "{}");
    await port.$executeRaw(sql`CREATE UNIQUE INDEX no_twins ON users (created_at)`);
    const batch = { appId: "app", users: [newUser("b")] };
    const calls = [
      database.onceUsers.insertOrFind(user("a"), once("key")),
      database.onceBatches.addEach(batch, once("key")),
    ];
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await database.onceKeys.find("app", "key")).toBeNull();
    expect(await database.users.find("app", "a")).toBeNull();
  });

  test("are written before or after a user of another call, never without their own", async () => {
    await using database = await openTestDatabase(backend);
    await using other = await openDatabase({ url: database.url });
    const databases = [database, other] as const;
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const { onceUsers } = databases[n % 2 === 0 ? 0 : 1];
        return onceUsers.insertOrFind(user(`user-${n % 20}`), once(`key-${n}`));
      }),
    );
    const inserted = results.map((result) => "inserted" in result && result.inserted);
    expect(inserted.filter(Boolean)).toHaveLength(20);
    const keys = inserted.map((_, n) => database.onceKeys.find("app", `key-${n}`));
    expect((await Promise.all(keys)).map((recorded) => recorded !== null)).toEqual(inserted);
  });
});

function newUser(id: string) {
  return { id, data: {}, text: "{}", getOrCreate: false };
}
