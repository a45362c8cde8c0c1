import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { insertChanges } from "../testing/change-rows.js";
import { loggedChanges } from "../testing/logged-changes.js";
import { openTestPrisma } from "../testing/prisma.js";
import { sentStatements } from "../testing/sent-statements.js";
import { backends, openRawDatabase, openTestDatabase, testSource } from "../testing.js";

const ids = (count: number) => Array.from({ length: count }, (_, n) => `u${n}`);
const sourceOf = (requestId: string) => ({ ...testSource, requestId });

describe.each(backends)("the change log on %s", (backend) => {
  test("has one row for each change, with the user after it, who made it, and what changed", async () => {
    await using database = await openTestDatabase(backend);
    const by = (requestId: string) => database.users.by(sourceOf(requestId));
    await by("1").add("app", { id: "a", dataJson: '{"n":1,"kept":[1.0]}' });
    await by("2").update({ appId: "app", id: "a", change: '{"n":2,"kept":[1.0]}' });
    await by("3").update({ appId: "app", id: "a", change: () => '{"kept":[1.0],"new":{}}' });
    expect(await loggedChanges(database.url)).toMatchObject([
      { seq: 1, type: "user.created", version: 1, data: '{"n":1,"kept":[1.0]}', requestId: "1" },
      { seq: 2, type: "user.updated", version: 2, changed: '["n"]', requestId: "2" },
      { seq: 3, version: 3, data: '{"kept":[1.0],"new":{}}', changed: '["new","n"]' },
    ]);
  });

  test("has no row for a call that changes nothing", async () => {
    await using database = await openTestDatabase(backend);
    const users = database.users.by(testSource);
    const key = { appId: "app", id: "a" };
    await users.add("app", { id: "a", dataJson: "{}" });
    await users.add("app", { id: "a", dataJson: "{}" });
    await users.update({ ...key, change: "{}" });
    await users.update({ ...key, change: '{"n":1}', ifVersion: 7 });
    await users.update({ ...key, id: "missing", change: '{"n":1}' });
    await users.remove({ ...key, id: "missing" });
    expect(await loggedChanges(database.url)).toHaveLength(1);
  });

  test("numbers the changes of two servers without gaps, each user's in their order", async () => {
    await using database = await openTestDatabase(backend);
    await using other = await openDatabase({ url: database.url });
    const servers = [database, other];
    const work = ids(40).map(async (id, n) => {
      const users = servers[n % 2]?.users.by(sourceOf(id));
      await users?.add("app", { id, dataJson: "{}" });
      await users?.update({ appId: "app", id, change: '{"n":1}' });
      if (n % 4 === 0) await users?.remove({ appId: "app", id });
    });
    await Promise.all(work);
    const changes = await loggedChanges(database.url);
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1));
    for (const [n, id] of ids(40).entries()) {
      const own = changes.filter(({ userId }) => userId === id);
      const types = ["user.created", "user.updated", ...(n % 4 === 0 ? ["user.deleted"] : [])];
      expect(own.map(({ type }) => type)).toEqual(types);
      expect(own.every(({ requestId }) => requestId === id)).toBe(true);
    }
  });

  test("has times that never decrease, even if the clock does", async () => {
    let now = 1000n;
    await using database = await openTestDatabase(backend, { clock: () => (now -= 100n) });
    const users = database.users.by(testSource);
    for (const id of ["a", "b", "c"]) await users.add("app", { id, dataJson: "{}" });
    const times = (await loggedChanges(database.url)).map(({ at }) => at);
    expect(new Set(times.map(String))).toEqual(new Set([String(times[0])]));
    expect(times[0]).toBeDefined();
  });

  test("records a user whose changes were not logged for some time", async () => {
    await using database = await openTestDatabase(backend);
    await database.apps.addIfAbsent("app", "App");
    const users = database.users.by(testSource);
    await users.add("app", { id: "a", dataJson: '{"n":1}' });
    for (const [history, n] of [
      ["off", 2],
      ["full", 3],
    ] as const) {
      await database.appSettings.set("app", { history });
      await users.update({ appId: "app", id: "a", change: `{"n":${n}}` });
    }
    expect(await loggedChanges(database.url)).toMatchObject([
      { type: "user.created", version: 1 },
      { type: "user.baseline", version: 2, data: '{"n":2}' },
      { type: "user.updated", version: 3 },
    ]);
  });

  test("keeps nothing of a removed user but who changed it and when", async () => {
    await using database = await openTestDatabase(backend);
    const users = database.users.by(testSource);
    for (const id of ["a", "b"]) await users.add("app", { id, dataJson: '{"secret":"x"}' });
    const details = { revertedTo: 1 };
    await users.update({ appId: "app", id: "a", change: '{"secret":"y"}', details });
    await users.remove({ appId: "app", id: "a" });
    await users.removeMany("app", [{ id: "b" }, { id: "missing" }]);
    const changes = await loggedChanges(database.url);
    expect(changes).toMatchObject([
      { type: "user.created", userId: "a", data: null },
      { type: "user.created", userId: "b", data: null },
      { type: "user.updated", userId: "a", data: null, changed: null, details: null },
      { type: "user.deleted", userId: "a", version: 2, details: '{"mode":"hard"}' },
      { type: "user.deleted", userId: "b", version: 1 },
    ]);
  });

  test("records what a user was before the first change that is logged", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const users = database.users.by(testSource);
    for (const id of ["a", "b"]) await users.add("app", { id, dataJson: '{"is":"old"}' });
    await prisma.$executeRaw(sql`DELETE FROM changes`);
    await Promise.all(
      ["a", "b"].map((id) => users.update({ appId: "app", id, change: '{"is":"new"}' })),
    );
    await users.update({ appId: "app", id: "a", change: '{"is":"newer"}' });
    const old = { type: "user.baseline", version: 1, data: '{"is":"old"}', actorId: "system" };
    expect(await loggedChanges(database.url)).toMatchObject([
      { seq: 3, userId: "a", ...old },
      { seq: 4, userId: "b", ...old },
      { seq: 5, type: "user.updated" },
      { seq: 6, type: "user.updated" },
      { seq: 7, type: "user.updated", data: '{"is":"newer"}' },
    ]);
  });

  test.each(["addMany", "import"] as const)("has one row for each user of %s", async (method) => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const users = database.users.by(sourceOf(method));
    const write = (update: boolean, ...list: [id: string, dataJson: string][]) =>
      users[method]({
        appId: "app",
        users: list.map(([id, dataJson]) => ({ id, dataJson, getOrCreate: true })),
        update,
      });
    await write(false, ["a", '{"n":1}'], ["b", '{"n":1}'], ["a", '{"n":2}']);
    await prisma.$executeRaw(sql`DELETE FROM changes WHERE user_id = 'b'`);
    await write(true, ["a", '{"n":1}'], ["b", '{"n":2}'], ["c", "{}"], ["c", '{"m":1}']);
    await users.addMany({ appId: "app", users: [{ id: "a", dataJson: "{}" }], atomic: true });
    const changes = (await loggedChanges(database.url)).map((change) => [
      `${change.seq} ${change.type} ${change.userId} ${change.version} ${change.data}`,
      change.changed,
    ]);
    expect(changes).toEqual([
      ['1 user.created a 1 {"n":1}', null],
      ['3 user.baseline b 1 {"n":1}', null],
      ['4 user.updated b 2 {"n":2}', '["n"]'],
      ['5 user.created c 2 {"m":1}', null],
    ]);
  });

  test("has no row for a user that another user's change is written with", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const by = (requestId: string) => database.users.by(sourceOf(requestId));
    await database.apps.addIfAbsent("off", "off");
    await prisma.$executeRaw(sql`UPDATE apps SET history = 'off' WHERE id = 'off'`);
    const add = (id: string) =>
      ["app", "off"].map((appId) => by(appId).add(appId, { id, dataJson: "{}" }));
    await Promise.all(["a", "b"].flatMap(add));
    expect(await loggedChanges(database.url, "off")).toEqual([]);
    const call = { key: "key", bodyHash: "hash", responseKey: Buffer.alloc(32) };
    const idempotency = { ...call, keyReused: () => new Error("reused") };
    await Promise.all([
      by("same").update({ appId: "app", id: "a", change: ({ text }) => text, idempotency }),
      by("new").update({ appId: "app", id: "b", change: '{"n":1}' }),
    ]);
    const requests = (await loggedChanges(database.url)).map(({ requestId }) => requestId);
    expect(requests).toEqual(["app", "app", "new"]);
  });

  test.skipIf(backend === "sqlite")("raises no counter before a change of users", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const users = database.users.by(testSource);
    const list = ids(3).map((id) => ({ id, dataJson: '{"n":1}' }));
    await users.addMany({ appId: "app", users: list });
    await prisma.$executeRaw(sql`DELETE FROM changes`);
    const sent = await sentStatements(async () => {
      await users.update({ appId: "app", id: "u0", change: '{"n":2}' });
      const changed = list.slice(1).map(({ id }) => ({ id, dataJson: '{"n":2}' }));
      await users.import({ appId: "app", users: changed, update: true });
    });
    const early = sent.filter(
      (text) => text.includes("INSERT INTO change_counters") && !text.includes("UPDATE users"),
    );
    // Only the import logs its changes in a statement of its own, after all others: counters and changes at once.
    expect(early).toHaveLength(1);
    expect(sent.findLast((text) => !/^(BEGIN|COMMIT)/.test(text))).toBe(early[0]);
  });

  test("is erased in steps of bounded size, once", async () => {
    await using database = await openTestDatabase(backend);
    await using raw = await openRawDatabase(database.url);
    const users = database.users.by(testSource);
    const key = { appId: "app", id: "ada" };
    const rows = Array.from({ length: 2100 }, (_, n) => ({ seq: n + 1 }));
    await insertChanges(raw, rows);
    await raw.execute(
      "INSERT INTO change_counters (app_id, last_seq, last_at) VALUES ('app', 2100, 1)",
    );
    const countErasures = async (work: () => Promise<unknown>) =>
      (await sentStatements(work)).filter((text) => text.includes("UPDATE changes")).length;
    await users.add("app", { id: "ada", dataJson: "{}" });
    expect(await users.remove({ ...key, ifVersion: 7 })).toEqual({ currentVersion: 1 });
    expect((await loggedChanges(database.url)).every(({ data }) => data !== null)).toBe(true);
    expect(await countErasures(() => users.remove(key))).toBe(4);
    expect((await loggedChanges(database.url)).every(({ data }) => data === null)).toBe(true);
    await users.add("app", { id: "ada", dataJson: "{}" });
    expect(await countErasures(() => users.remove(key))).toBe(1);
  });

  test("has only removals for good where the app's history is off", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    await database.apps.addIfAbsent("off", "off");
    await prisma.$executeRaw(sql`UPDATE apps SET history = 'off' WHERE id = 'off'`);
    const users = database.users.by(testSource);
    await users.add("off", { id: "a", dataJson: '{"n":1}' });
    await users.remove({ appId: "off", id: "a" });
    expect(await loggedChanges(database.url, "off")).toMatchObject([
      { seq: 1, type: "user.deleted", userId: "a", data: null },
    ]);
  });

  test("has no data where the app's history is thin, and no rows where it is off", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    for (const mode of ["thin", "off"]) {
      await database.apps.addIfAbsent(mode, mode);
      await prisma.$executeRaw(sql`UPDATE apps SET history = ${mode} WHERE id = ${mode}`);
      const users = database.users.by(testSource);
      await users.add(mode, { id: "a", dataJson: '{"n":1}' });
      await users.update({ appId: mode, id: "a", change: '{"n":2}' });
    }
    expect(await loggedChanges(database.url, "thin")).toMatchObject([
      { type: "user.created", data: null },
      { type: "user.updated", data: null, changed: '["n"]' },
    ]);
    expect(await loggedChanges(database.url, "off")).toEqual([]);
  });
});
