import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf, type TestApi } from "../testing.js";

type Users = TestApi["server"]["users"];
type Input = Parameters<Users["addMany"]>[0];

/** Both ways to upsert users, and the resulting statuses. */
const ways: [string, (users: Users, input: Input) => Promise<string[]>][] = [
  [
    "addMany",
    async (users, input) => (await users.addMany(input)).results.map(({ status }) => status),
  ],
  [
    "import",
    async (users, { atomic: _, ...input }) => {
      const { outcomes, refused } = await users.import(input);
      const reasons = refused.values();
      const names: Record<string, string> = { c: "created", e: "existing", u: "updated" };
      return Array.from(outcomes, (letter) => names[letter] ?? reasons.next().value?.status ?? "");
    },
  ],
];

describe.each(backends)("with update on %s", (backend) => {
  describe.each(ways)("users.%s", (_, put) => {
    test("changes existing users, and adds missing ones", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      const { user: before } = await users.add({ id: "old", data: { is: "old", more: 1 } });
      const data = { z: 1, "0": [1e21, 'a"\\\u2028é'], a: null };
      const input = { users: [{ id: "new" }, { id: "old", data }, { id: "a b" }], update: true };
      expect(await put(users, input)).toEqual(["created", "updated", "invalid"]);
      const after = await users.get({ id: "old" });
      expect(JSON.stringify(after.data)).toBe(JSON.stringify(data));
      expect(after).toMatchObject({ version: 2, createdAt: before.createdAt });
      expect(after.updatedAt > before.updatedAt).toBe(true);
      expect(await users.get({ id: "new" })).toMatchObject({ data: {}, version: 1 });
    });

    test("counts each occurrence of an id as a change, and keeps the data of the last", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      await users.add({ id: "old" });
      const list = ["new", "old", "new", "old", "new"].map((id, n) => ({ id, data: { n } }));
      expect(await put(users, { users: list, update: true })).toEqual([
        "created",
        "updated",
        "updated",
        "updated",
        "updated",
      ]);
      expect(await users.get({ id: "new" })).toMatchObject({ data: { n: 4 }, version: 3 });
      expect(await users.get({ id: "old" })).toMatchObject({ data: { n: 3 }, version: 3 });
    });

    test("applies times only to new users", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      const { user: before } = await users.add({ id: "old" });
      const times = {
        createdAt: "2020-01-01T00:00:00.000000Z",
        updatedAt: "2020-01-02T00:00:00.000000Z",
      };
      const list = ["new", "old"].map((id) => ({ id, data: { n: 1 }, ...times }));
      await put(users, { users: list, update: true });
      expect(await users.get({ id: "new" })).toMatchObject(times);
      const after = await users.get({ id: "old" });
      expect(after.createdAt).toBe(before.createdAt);
      expect(after.updatedAt > before.updatedAt).toBe(true);
    });

    test("is carried out once per key, and repeats its response", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      await users.add({ id: "old" });
      const input = {
        users: [{ id: "old", data: { n: 1 } }, { id: "new" }, { id: "new" }],
        update: true,
        idempotencyKey: "key",
      };
      const first = await put(users, input);
      const all = await users.list({});
      expect(await put(users, input)).toEqual(first);
      expect(await users.list({})).toEqual(all);
      await users.remove({ id: "old" });
      expect(await put(users, input)).toEqual(first);
      expect((await users.getMany({ ids: ["old"] })).missing).toEqual(["old"]);
      const other = put(users, { ...input, users: [{ id: "old" }] });
      expect((await rejectionOf(other)).code).toBe("CONFLICT");
    });

    test("respects unique indexes: another user's value is a conflict, the user's own is not", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      await api.server.indexes.add({ path: "data.email", unique: true });
      for (const id of ["a", "b"]) await users.add({ id, data: { email: id } });
      const input = {
        users: [
          { id: "a", data: { email: "a", n: 1 } },
          { id: "b", data: { email: "a" } },
          { id: "c", data: { email: "c" } },
          { id: "d", data: { email: "c" } },
          { id: "e", data: { email: "e" } },
        ],
        update: true,
        idempotencyKey: "key",
      };
      const statuses = ["updated", "conflict", "created", "conflict", "created"];
      expect(await put(users, input)).toEqual(statuses);
      expect(await put(users, input)).toEqual(statuses);
      const page = await users.list({ sort: [{ path: "id" }] });
      expect(page.users.map(({ id, data, version }) => [id, data["email"], version])).toEqual([
        ["a", "a", 2],
        ["b", "b", 1],
        ["c", "c", 1],
        ["e", "e", 1],
      ]);
    });

    test("cannot be combined with getOrCreate, of the call or of a user", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      const list = [{ id: "a" }, { id: "b", getOrCreate: true }];
      for (const input of [{ users: list }, { users: [{ id: "a" }], getOrCreate: true }]) {
        const rejection = await rejectionOf(put(users, { ...input, update: true }));
        expect(rejection).toMatchObject({ code: "INVALID" });
        expect(rejection.message).toContain("getOrCreate: cannot be combined with update");
      }
    });

    test("loses no change of concurrent callers", async () => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      const ids = Array.from({ length: 40 }, (_each, n) => `u${n}`);
      const calls = Array.from({ length: 8 }, (_each, n) => {
        const some = (n % 2 === 0 ? ids : ids.toReversed()).map((id) => ({ id, data: { n } }));
        return put(users, { users: some, update: true });
      });
      const statuses = (await Promise.all(calls)).flat();
      expect(statuses.filter((status) => status === "created")).toHaveLength(40);
      const { users: after } = await users.list({});
      expect(new Set(after.map(({ version }) => version))).toEqual(new Set([8]));
    });
  });

  test("users.addMany returns each user as of its own change", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const created = "2020-01-01T00:00:00.000000Z";
    const list = [
      { id: "a", data: { n: 0 }, createdAt: created },
      { id: "a", data: { n: 1 } },
    ];
    const { results } = await users.addMany({ users: list, update: true });
    const stored = await users.get({ id: "a" });
    const first = { ...stored, data: { n: 0 }, version: 1, updatedAt: created };
    expect(results).toEqual([
      { status: "created", user: first },
      { status: "updated", user: stored },
    ]);
    expect(stored).toMatchObject({ data: { n: 1 }, version: 2, createdAt: created });
  });

  test("users.addMany with atomic writes all or none", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await api.server.indexes.add({ path: "data.email", unique: true });
    for (const id of ["a", "b"]) await users.add({ id, data: { email: id } });
    const before = await users.list({});
    const both = { update: true, atomic: true };
    const taken = [{ id: "c" }, { id: "b", data: { email: "a" } }];
    const rejection = await rejectionOf(users.addMany({ users: taken, ...both }));
    expect(rejection).toMatchObject({ code: "CONFLICT", details: { id: "b" } });
    const invalid = [{ id: "c" }, { id: "a b" }];
    expect((await rejectionOf(users.addMany({ users: invalid, ...both }))).code).toBe("INVALID");
    expect(await users.list({})).toEqual(before);
    const good = [{ id: "c" }, { id: "b", data: { email: "x" } }];
    const { results } = await users.addMany({ users: good, ...both });
    expect(results.map(({ status }) => status)).toEqual(["created", "updated"]);
  });

  test("data must match the app's schema", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a", data: { age: 1 } });
    const schema = { type: "object", properties: { age: { type: "number" } } };
    await api.server.apps.setDataSchema({ schema });
    const list = [{ id: "a", data: { age: "old" } }, { id: "b" }];
    const { outcomes, refused } = await users.import({ users: list, update: true });
    expect(outcomes).toBe("rc");
    expect(refused).toMatchObject([
      { index: 0, status: "invalid", issues: [{ path: ["data", "age"] }] },
    ]);
    expect(await users.get({ id: "a" })).toMatchObject({ data: { age: 1 }, version: 1 });
  });
});
