import { type AddOutcome, type Database, openDatabase } from "@roster/db";
import { testScan, testSource } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf, userActor } from "../testing.js";

const ids = Array.from({ length: 1000 }, (_, n) => `user-${n}`);
const john = { name: "John Doe", "0": [null, "é", { a: {} }] };

describe.each(backends)("users.addMany on %s", (backend) => {
  test("creates the users, and returns them in the order in which they were sent", async () => {
    await using api = await openTestApi(backend, { clock: () => 1_795_455_852_123_456n });
    const users = ids.toReversed().map((id, n) => ({ id, data: { n } }));
    const { results } = await api.server.users.addMany({ users });
    const time = "2026-11-23T17:44:12.123456Z";
    const state = { status: "active", ban: null };
    expect(results).toEqual(
      users.map((user) => ({
        status: "created",
        user: { ...user, version: 1, createdAt: time, updatedAt: time, ...state },
      })),
    );
    for (const { id, data } of users.slice(0, 3)) {
      expect(await api.server.users.get({ id })).toMatchObject({ data, createdAt: time });
    }
  });

  test("returns a user exactly as it is read later", async () => {
    await using api = await openTestApi(backend);
    const { results } = await api.server.users.addMany({
      users: [{ id: "a", data: john }, { id: "b" }],
    });
    for (const result of results) {
      const user = result.status === "created" ? result.user : undefined;
      const stored = await api.server.users.get({ id: user?.id ?? "" });
      expect(JSON.stringify(user)).toBe(JSON.stringify(stored));
    }
  });

  test("writes the valid users, and reports what is wrong with each of the others", async () => {
    await using api = await openTestApi(backend, { maxDataBytes: 100 });
    await api.server.users.add({ id: "old", data: { is: "old" } });
    const { results } = await api.server.users.addMany({
      users: [
        { id: "new" },
        { id: "a b", data: { t: "\u0000" } },
        { id: "old", data: {} },
        { id: "old", data: {}, getOrCreate: true },
        { id: "big", data: { t: "a".repeat(100) } },
        { id: "new", data: { second: true } },
        { id: "new", getOrCreate: true },
        null as never,
        { id: "odd", name: "John", data: [] } as never,
      ],
    });
    const user = (id: string, data: object): unknown =>
      expect.objectContaining({ id, data, version: 1 });
    expect(results).toEqual([
      { status: "created", user: user("new", {}) },
      {
        status: "invalid",
        id: "a b",
        issues: [
          { path: ["id"], message: expect.stringContaining("1 to 255") },
          { path: ["data", "t"], message: expect.stringContaining("U+0000") },
        ],
      },
      { status: "conflict", id: "old" },
      { status: "existing", user: user("old", { is: "old" }) },
      {
        status: "invalid",
        id: "big",
        issues: [{ path: ["data"], message: "has 108 bytes; at most 100 are allowed" }],
      },
      { status: "conflict", id: "new" },
      { status: "existing", user: user("new", {}) },
      { status: "invalid", issues: [{ path: [], message: expect.any(String) }] },
      {
        status: "invalid",
        id: "odd",
        issues: expect.arrayContaining([
          { path: ["data"], message: "must be a JSON object" },
          { path: ["name"], message: "is not a known key" },
        ]),
      },
    ]);
  });

  test("applies the call's getOrCreate to each user without its own", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.addMany({ users: [{ id: "a" }, { id: "b" }] });
    const { results } = await api.server.users.addMany({
      getOrCreate: true,
      users: [{ id: "a" }, { id: "b", getOrCreate: false }],
    });
    expect(results.map(({ status }) => status)).toEqual(["existing", "conflict"]);
  });

  test("atomic: writes none if one exists, and reports the ids that do", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.addMany({ users: [{ id: "b" }, { id: "d" }, { id: "e" }] });
    const users = ["a", "b", "c", "d"].map((id) => ({ id }));
    const rejection = await rejectionOf(
      api.server.users.addMany({ atomic: true, users: [...users, { id: "e", getOrCreate: true }] }),
    );
    expect(rejection).toMatchObject({ code: "CONFLICT", details: { id: "b", ids: ["b", "d"] } });
    expect((await rejectionOf(api.server.users.get({ id: "a" }))).code).toBe("NOT_FOUND");
  });

  test("atomic: writes none if one is invalid, and reports every path", async () => {
    await using api = await openTestApi(backend);
    const users = [{ id: "a" }, { id: "" }, { id: "b", data: { x: "\u0000" } }];
    const rejection = await rejectionOf(api.server.users.addMany({ atomic: true, users }));
    expect(rejection).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["users", 1, "id"] }, { path: ["users", 2, "data", "x"] }] },
    });
    expect((await api.server.users.list({})).users).toEqual([]);
  });

  test("atomic: adds all, and returns existing users with getOrCreate", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "old", data: { is: "old" } });
    const { results } = await api.server.users.addMany({
      atomic: true,
      getOrCreate: true,
      users: [{ id: "new" }, { id: "old" }, { id: "new" }],
    });
    expect(results.map(({ status }) => status)).toEqual(["created", "existing", "existing"]);
    const again = await api.server.users.addMany({
      atomic: true,
      users: [{ id: "old", getOrCreate: true }],
    });
    expect(again.results).toMatchObject([{ status: "existing", user: { data: { is: "old" } } }]);
  });

  test("atomic: rejects a batch with a duplicate id", async () => {
    await using api = await openTestApi(backend);
    const users = [{ id: "a" }, { id: "b" }, { id: "a" }];
    const rejection = await rejectionOf(api.server.users.addMany({ atomic: true, users }));
    expect(rejection).toMatchObject({ code: "CONFLICT", details: { ids: ["a"] } });
    expect((await api.server.users.list({})).users).toEqual([]);
  });

  test("lets exactly one of many calls on two servers create each user", async () => {
    await using api = await openTestApi(backend);
    await using other = await openDatabase({ url: api.databaseUrl });
    const batch = (list: readonly string[]) => ({
      appId: "app",
      users: list.map((id) => ({ id, dataJson: "{}", getOrCreate: true })),
    });
    const few = ids.slice(0, 100);
    const calls = await Promise.all(
      [ids, few].flatMap((list) => [
        api.database.users.by(testSource).addMany(batch(list)),
        other.users.by(testSource).addMany(batch(list.toReversed())),
      ]),
    );
    const created = calls
      .flat()
      .flatMap((outcome) => (outcome.status === "created" ? outcome.user.id : []));
    expect(created).toHaveLength(ids.length);
    expect(new Set(created).size).toBe(ids.length);
  });

  test("atomic: lets exactly one of many overlapping calls on two servers write all its users", async () => {
    await using api = await openTestApi(backend);
    await using other = await openDatabase({ url: api.databaseUrl });
    const add = ({ users }: Database, list: readonly string[]) =>
      users.by(testSource).addMany({
        appId: "app",
        users: list.map((id) => ({ id, dataJson: "{}" })),
        atomic: true,
      });
    const calls = await Promise.all(
      [0, 100, 200, 300].flatMap((from) => [
        add(api.database, ids.slice(from, from + 500)),
        add(other, ids.slice(from, from + 500).toReversed()),
      ]),
    );
    const isAdded = (outcomes: readonly AddOutcome[]) =>
      outcomes.every(({ status }) => status === "created");
    expect(calls.filter(isAdded)).toHaveLength(1);
    const stored = await api.database.users.list(
      "app",
      {
        sort: [{ path: ["id"], direction: "asc" }],
        limit: 1000,
      },
      testScan,
    );
    expect(stored).toHaveLength(500);
  });

  test("never fails when users are removed concurrently", async () => {
    await using api = await openTestApi(backend);
    const users = ids.slice(0, 50).map((id) => ({ id, getOrCreate: true }));
    const adds = Array.from({ length: 20 }, (_, n) =>
      api.server.users.addMany({ users, atomic: n % 2 === 0 }),
    );
    const removals = Array.from({ length: 20 }, () =>
      api.server.users.removeMany({ ids: users.map(({ id }) => id) }),
    );
    await Promise.all(removals);
    for (const { results } of await Promise.all(adds)) expect(results).toHaveLength(50);
  });

  test("rejects an empty list, and more than 5,000 users", async () => {
    await using api = await openTestApi(backend);
    for (const users of [[], Array.from({ length: 5001 }, (_, n) => ({ id: `u${n}` }))]) {
      expect(await rejectionOf(api.server.users.addMany({ users }))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["users"] }] },
      });
    }
  });

  test("lets a user add only itself", async () => {
    await using api = await openTestApi(backend);
    const { appId } = (await api.database.apiKeys.get(api.apiKey)) ?? { appId: "" };
    const { users } = api.as(userActor(appId, "me"));
    expect((await users.addMany({ users: [{ id: "me" }] })).results).toHaveLength(1);
    const both = users.addMany({ users: [{ id: "me" }, { id: "you" }] });
    expect((await rejectionOf(both)).code).toBe("FORBIDDEN");
  });
});
