import { trustedJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { userOf } from "../testing/user-of.js";
import { backends, openTestDatabase, testScan, testSource } from "../testing.js";
import type { AddOutcome } from "./new-user.js";
import type { UserStore } from "./user-store.js";

const frozen = () => 1_795_455_852_123_456n;
const times = <T>(count: number, call: (turn: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, turn) => call(turn)));

describe.each(backends)("the user store on %s", (backend) => {
  test("inserts a user with version 1 and equal timestamps", async () => {
    await using database = await openTestDatabase(backend, { clock: frozen });
    expect(
      await database.users.by(testSource).add("app", { id: "john", dataJson: '{"a":1}' }),
    ).toEqual({
      status: "created",
      user: {
        id: "john",
        data: trustedJsonText('{"a":1}'),
        version: 1,
        createdAt: "2026-11-23T17:44:12.123456Z",
        updatedAt: "2026-11-23T17:44:12.123456Z",
        status: "active",
        ban: null,
      },
    });
  });

  /** Both ways to get or create a user. */
  const ways: [string, (users: UserStore, dataJson: string) => Promise<AddOutcome | undefined>][] =
    [
      [
        "add",
        (users, dataJson) =>
          users.by(testSource).add("app", { id: "a", dataJson, getOrCreate: true }),
      ],
      [
        "addMany",
        async (users, dataJson) => {
          const user = { id: "a", dataJson, getOrCreate: true };
          return (await users.by(testSource).addMany({ appId: "app", users: [user] }))[0];
        },
      ],
    ];

  describe.each(ways)("by %s with getOrCreate", (_, getOrCreate) => {
    test("returns the existing user unchanged", async () => {
      await using database = await openTestDatabase(backend);
      const user = userOf(await getOrCreate(database.users, '{"first":true}'));
      const again = await getOrCreate(database.users, '{"first":false}');
      expect(again).toEqual({ user, status: "existing" });
      expect(await database.users.get("app", "a")).toEqual(user);
    });

    test("lets one of 50 concurrent calls insert, and returns the same user to all", async () => {
      await using database = await openTestDatabase(backend);
      await using other = await openDatabase({ url: database.url });
      const results = await times(50, (turn) =>
        getOrCreate((turn % 2 === 0 ? database : other).users, `{"turn":${turn}}`),
      );
      expect(results.filter((outcome) => outcome?.status === "created")).toHaveLength(1);
      expect(new Set(results.map((outcome) => JSON.stringify(userOf(outcome)))).size).toBe(1);
    });

    test("always returns a user, even if it is removed between the statements", async () => {
      await using database = await openTestDatabase(backend);
      const results = await times(200, async (turn) =>
        turn % 2 === 0
          ? userOf(await getOrCreate(database.users, "{}")).id
          : String(await database.users.by(testSource).remove({ appId: "app", id: "a" })),
      );
      expect(results.filter((result) => result === "a")).toHaveLength(100);
    });
  });

  test("lets one of 50 concurrent calls add a user, and reports a conflict to the others", async () => {
    await using database = await openTestDatabase(backend);
    await using other = await openDatabase({ url: database.url });
    const results = await times(50, (turn) =>
      (turn % 2 === 0 ? database : other).users
        .by(testSource)
        .add("app", { id: "a", dataJson: "{}" }),
    );
    const conflicts = results.filter(({ status }) => status === "conflict");
    expect(conflicts).toEqual(Array.from({ length: 49 }, () => ({ status: "conflict" })));
  });

  test("returns data character for character", async () => {
    await using database = await openTestDatabase(backend);
    const dataJson =
      '{"z":{},"a":[[],[{}]],"__proto__":{"constructor":null},"constructor":"","10":1,"2":2,"e":"🙂é\\u0001\\"\\\\",' +
      '"n":[1.0,-0,1e25,9223372036854775807,0.10000000000000000555,123456789012345678901234567890]}';
    await database.users.by(testSource).add("app", { id: "a", dataJson });
    expect((await database.users.get("app", "a"))?.data.text).toBe(dataJson);
    const replaced = await database.users.by(testSource).update({
      appId: "app",
      id: "a",
      change: `{"again":${dataJson}}`,
    });
    expect(replaced?.data.text).toBe(`{"again":${dataJson}}`);
    const [listed] = await database.users.list(
      "app",
      {
        sort: [{ path: ["id"], direction: "asc" }],
        limit: 1,
      },
      testScan,
    );
    expect(listed?.data.text).toBe(`{"again":${dataJson}}`);
    const many = Array.from({ length: 101 }, (_, n) => ({ id: `user-${n}`, dataJson }));
    for (const update of [false, true])
      await database.users.by(testSource).import({ appId: "app", users: many, update });
    expect((await database.users.get("app", "user-7"))?.data.text).toBe(dataJson);
  });

  test("stores a megabyte of data, and numbers to the last bit", async () => {
    await using database = await openTestDatabase(backend);
    const data = {
      n: [5e-324, 0.1 + 0.2, 2 ** 53, 1.7976931348623157e308],
      x: "é".repeat(500_000),
    };
    await database.users.by(testSource).add("app", { id: "a", dataJson: JSON.stringify(data) });
    expect((await database.users.get("app", "a"))?.data.value).toEqual(data);
  });

  test.each([
    ["stands still", frozen],
    ["goes backwards", descending()],
  ])("increases version and updatedAt with every change while the clock %s", async (_, clock) => {
    await using database = await openTestDatabase(backend, { clock });
    const user = userOf(
      await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" }),
    );
    let last = user;
    for (let version = 2; version <= 5; version += 1) {
      const change = `{"version":${version}}`;
      const next = await database.users.by(testSource).update({ appId: "app", id: "a", change });
      expect(next).toMatchObject({ version, createdAt: user.createdAt });
      expect(next && next.updatedAt > last.updatedAt).toBe(true);
      last = next ?? last;
    }
  });

  test("takes the time of the change from the clock", async () => {
    let now = 1_000_000n;
    await using database = await openTestDatabase(backend, { clock: () => now });
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    now = 2_000_000n;
    const user = await database.users
      .by(testSource)
      .update({ appId: "app", id: "a", change: '{"n":1}' });
    expect(user?.updatedAt).toBe("1970-01-01T00:00:02.000000Z");
  });

  test("counts each of 20 concurrent changes", async () => {
    await using database = await openTestDatabase(backend);
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    const users = await times(20, (turn) =>
      database.users.by(testSource).update({ appId: "app", id: "a", change: `{"turn":${turn}}` }),
    );
    const versions = users.map((user) => user?.version ?? 0).toSorted((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 20 }, (_, turn) => turn + 2));
    expect(new Set(users.map((user) => user?.updatedAt)).size).toBe(20);
  });

  test("reports the removal to exactly one of 20 concurrent calls", async () => {
    await using database = await openTestDatabase(backend);
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    const removals = await times(20, () =>
      database.users.by(testSource).remove({ appId: "app", id: "a" }),
    );
    expect(removals.filter(Boolean)).toHaveLength(1);
    expect(await database.users.by(testSource).remove({ appId: "app", id: "a" })).toBe(false);
  });

  test("returns null for a missing user", async () => {
    await using database = await openTestDatabase(backend);
    expect(await database.users.get("app", "a")).toBeNull();
    expect(
      await database.users.by(testSource).update({ appId: "app", id: "a", change: "{}" }),
    ).toBeNull();
    expect(await database.users.get("app", "a")).toBeNull();
  });

  test("keeps the users of apps apart", async () => {
    await using database = await openTestDatabase(backend);
    const user = userOf(
      await database.users.by(testSource).add("one", { id: "a", dataJson: '{"of":"one"}' }),
    );
    expect(
      await database.users.by(testSource).add("two", { id: "a", dataJson: "{}" }),
    ).toMatchObject({
      status: "created",
    });
    const updated = await database.users
      .by(testSource)
      .update({ appId: "two", id: "a", change: '{"of":"two"}' });
    expect(updated?.data.text).toBe('{"of":"two"}');
    expect(
      await database.users.list(
        "one",
        { sort: [{ path: ["id"], direction: "asc" }], limit: 9 },
        testScan,
      ),
    ).toEqual([user]);
    expect(
      await database.users.list(
        "one",
        {
          sort: [{ path: ["createdAt"], direction: "desc" }],
          limit: 9,
        },
        testScan,
      ),
    ).toEqual([user]);
    expect(await database.users.by(testSource).remove({ appId: "two", id: "a" })).toBe(true);
    expect(await database.users.get("two", "a")).toBeNull();
    expect(await database.users.get("one", "a")).toEqual(user);
  });
});

function descending(): () => bigint {
  let now = frozen();
  return () => (now -= 1_000_000n);
}
