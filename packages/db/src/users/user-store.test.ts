import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { backends, openTestDatabase } from "../testing.js";

const frozen = () => 1_795_455_852_123_456n;
const times = <T>(count: number, call: (turn: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, turn) => call(turn)));

describe.each(backends)("the user store on %s", (backend) => {
  test("inserts a user with version 1 and equal timestamps", async () => {
    await using database = await openTestDatabase(backend, { clock: frozen });
    expect(await database.users.insertOrFind("app", "john", '{"a":1}')).toEqual({
      inserted: true,
      user: {
        id: "john",
        data: { a: 1 },
        version: 1,
        createdAt: "2026-11-23T17:44:12.123456Z",
        updatedAt: "2026-11-23T17:44:12.123456Z",
      },
    });
  });

  describe.each(["insertOrFind", "findOrInsert"] as const)("by %s", (verb) => {
    test("returns the existing user unchanged", async () => {
      await using database = await openTestDatabase(backend);
      const { user } = await database.users[verb]("app", "a", '{"first":true}');
      const again = await database.users[verb]("app", "a", '{"first":false}');
      expect(again).toEqual({ user, inserted: false });
      expect(await database.users.get("app", "a")).toEqual(user);
    });

    test("lets one of 50 concurrent calls insert, and returns the same user to all", async () => {
      await using database = await openTestDatabase(backend);
      await using other = await openDatabase({ url: database.url });
      const results = await times(50, (turn) => {
        const { users } = turn % 2 === 0 ? database : other;
        return users[verb]("app", "a", `{"turn":${turn}}`);
      });
      expect(results.filter(({ inserted }) => inserted)).toHaveLength(1);
      expect(new Set(results.map(({ user }) => JSON.stringify(user))).size).toBe(1);
    });

    test("always returns a user, even if it is removed between the statements", async () => {
      await using database = await openTestDatabase(backend);
      const results = await times(200, async (turn) =>
        turn % 2 === 0
          ? (await database.users[verb]("app", "a", "{}")).user.id
          : String(await database.users.remove("app", "a")),
      );
      expect(results.filter((result) => result === "a")).toHaveLength(100);
    });
  });

  test("returns data character for character", async () => {
    await using database = await openTestDatabase(backend);
    const text =
      '{"z":{},"a":[[],[{}]],"__proto__":{"constructor":null},"constructor":"","10":1,"e":"🙂é\\u0001"}';
    const dataJson = JSON.stringify(JSON.parse(text));
    await database.users.insertOrFind("app", "a", dataJson);
    expect(JSON.stringify((await database.users.get("app", "a"))?.data)).toBe(dataJson);
    const replaced = await database.users.update("app", "a", `{"again":${dataJson}}`);
    expect(JSON.stringify(replaced?.data)).toBe(`{"again":${dataJson}}`);
    const [listed] = await database.users.list("app", {
      sort: [{ path: ["id"], direction: "asc" }],
      limit: 1,
    });
    expect(JSON.stringify(listed?.data)).toBe(`{"again":${dataJson}}`);
  });

  test("stores a megabyte of data, and numbers to the last bit", async () => {
    await using database = await openTestDatabase(backend);
    const data = {
      n: [5e-324, 0.1 + 0.2, 2 ** 53, 1.7976931348623157e308],
      x: "é".repeat(500_000),
    };
    await database.users.insertOrFind("app", "a", JSON.stringify(data));
    expect((await database.users.get("app", "a"))?.data).toEqual(data);
  });

  test.each([
    ["stands still", frozen],
    ["goes backwards", descending()],
  ])("increases version and updatedAt with every change while the clock %s", async (_, clock) => {
    await using database = await openTestDatabase(backend, { clock });
    const { user } = await database.users.insertOrFind("app", "a", "{}");
    let last = user;
    for (let version = 2; version <= 5; version += 1) {
      const next = await database.users.update("app", "a", "{}");
      expect(next).toMatchObject({ version, createdAt: user.createdAt });
      expect(next && next.updatedAt > last.updatedAt).toBe(true);
      last = next ?? last;
    }
  });

  test("takes the time of the change from the clock", async () => {
    let now = 1_000_000n;
    await using database = await openTestDatabase(backend, { clock: () => now });
    await database.users.insertOrFind("app", "a", "{}");
    now = 2_000_000n;
    const user = await database.users.update("app", "a", "{}");
    expect(user?.updatedAt).toBe("1970-01-01T00:00:02.000000Z");
  });

  test("counts each of 20 concurrent changes", async () => {
    await using database = await openTestDatabase(backend);
    await database.users.insertOrFind("app", "a", "{}");
    const users = await times(20, () => database.users.update("app", "a", "{}"));
    const versions = users.map((user) => user?.version ?? 0).toSorted((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 20 }, (_, turn) => turn + 2));
    expect(new Set(users.map((user) => user?.updatedAt)).size).toBe(20);
  });

  test("reports the removal to exactly one of 20 concurrent calls", async () => {
    await using database = await openTestDatabase(backend);
    await database.users.insertOrFind("app", "a", "{}");
    const removals = await times(20, () => database.users.remove("app", "a"));
    expect(removals.filter(Boolean)).toHaveLength(1);
    expect(await database.users.remove("app", "a")).toBe(false);
  });

  test("returns null for a missing user", async () => {
    await using database = await openTestDatabase(backend);
    expect(await database.users.get("app", "a")).toBeNull();
    expect(await database.users.update("app", "a", "{}")).toBeNull();
    expect(await database.users.get("app", "a")).toBeNull();
  });

  test("keeps the users of apps apart", async () => {
    await using database = await openTestDatabase(backend);
    const { user } = await database.users.insertOrFind("one", "a", '{"of":"one"}');
    expect((await database.users.insertOrFind("two", "a", "{}")).inserted).toBe(true);
    expect((await database.users.update("two", "a", '{"of":"two"}'))?.data).toEqual({
      of: "two",
    });
    expect(
      await database.users.list("one", { sort: [{ path: ["id"], direction: "asc" }], limit: 9 }),
    ).toEqual([user]);
    expect(
      await database.users.list("one", {
        sort: [{ path: ["createdAt"], direction: "desc" }],
        limit: 9,
      }),
    ).toEqual([user]);
    expect(await database.users.remove("two", "a")).toBe(true);
    expect(await database.users.get("two", "a")).toBeNull();
    expect(await database.users.get("one", "a")).toEqual(user);
  });
});

function descending(): () => bigint {
  let now = frozen();
  return () => (now -= 1_000_000n);
}
