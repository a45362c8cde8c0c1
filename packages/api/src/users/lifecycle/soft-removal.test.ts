import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../../bootstrap.js";
import { adminActor, backends, openTestApi, rejectionOf } from "../../testing.js";

describe.each(backends)("a soft-deleted user on %s", (backend) => {
  test("is missing to every call, until it is restored as it was", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.addMany({ users: [{ id: "a", data: { n: 1 } }, { id: "b" }] });
    const { user: before } = await users.deactivate({ id: "a" });
    expect(await users.remove({ id: "a", mode: "soft", ifVersion: 2 })).toEqual({ id: "a" });
    const calls = [
      users.get({ id: "a" }),
      users.update({ id: "a", data: {} }),
      users.patch({ id: "a", set: {} }),
      users.reactivate({ id: "a" }),
      users.update({ id: "a", data: {}, ifVersion: 3 }),
    ];
    for (const { code } of await Promise.all(calls.map(rejectionOf)))
      expect(code).toBe("NOT_FOUND");
    const { results } = await users.patchMany({ ids: ["a"], set: { n: 2 } });
    expect(results).toEqual([{ status: "missing", id: "a" }]);
    expect(await users.getMany({ ids: ["a", "b"] })).toMatchObject({
      users: [{ id: "b" }],
      missing: ["a"],
    });
    for (const sort of [undefined, [{ path: "id" }], [{ path: "data.n" }]]) {
      const page = await users.list({ ...(sort && { sort }), count: "exact" });
      expect(page).toMatchObject({ users: [{ id: "b" }], total: { value: 1 } });
    }
    for (const where of [
      { id: "a" },
      { createdAt: { lt: "2100-01-01" } },
      { id: { startsWith: "a" } },
    ]) {
      expect((await users.list({ where, count: "exact" })).users.map(({ id }) => id)).not.toContain(
        "a",
      );
    }
    const admin = api.as(adminActor(FIRST_APP_ID));
    const from = new Date(Date.now() - 60_000).toISOString().replace("Z", "000Z");
    const to = new Date(Date.now() + 60_000).toISOString().replace("Z", "000Z");
    const range = { from, to, step: 60 };
    expect((await admin.stats.users(range)).total).toBe(1);
    const { user, changed } = await users.restore({ id: "a" });
    expect(changed).toBe(true);
    expect(user).toEqual({ ...before, version: 4, updatedAt: user.updatedAt });
    expect(await users.get({ id: "a" })).toEqual(user);
    expect((await users.restore({ id: "a" })).changed).toBe(false);
  });

  test("is in the trash, most recently deleted first, with the same filters and orders", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const all = ["a", "b", "c", "d"].map((id, n) => ({ id, data: { n, s: `s${n % 2}` } }));
    await users.addMany({ users: all });
    for (const id of ["b", "d", "a"]) await users.remove({ id, mode: "soft" });
    const list = async (input: Parameters<typeof users.list>[0]) =>
      (await users.list({ status: ["deleted"], ...input })).users.map(({ id }) => id).join("");
    expect(await list({})).toBe("adb");
    expect(await list({ where: { "data.n": { gte: 1 } } })).toBe("db");
    expect(await list({ where: { status: "deleted" }, search: "s1" })).toBe("db");
    expect(await list({ sort: [{ path: "createdAt" }] })).toBe("abd");
    expect(await list({ sort: [{ path: "data.s" }, { path: "id" }] })).toBe("abd");
    const first = await users.list({ status: ["deleted"], limit: 2, count: "exact" });
    expect(first).toMatchObject({ total: { value: 3 }, users: [{ status: "deleted" }, {}] });
    expect(first.users[0]?.deletedAt).toBe(first.users[0]?.updatedAt);
    const cursor = first.nextCursor ?? "";
    const second = await users.list({ status: ["deleted"], limit: 2, cursor });
    expect(second.users).toMatchObject([{ id: "b", data: { n: 1, s: "s1" } }]);
    const back = await users.list({
      status: ["deleted"],
      limit: 2,
      cursor: second.previousCursor ?? "",
    });
    expect(back.users).toEqual(first.users);
    expect((await rejectionOf(users.list({ cursor }))).code).toBe("INVALID");
    const ids = ["a", "c", "x"];
    const many = await users.getMany({ ids, includeDeleted: true });
    expect(many).toMatchObject({
      users: [{ id: "a", data: { n: 0 } }, { id: "c" }],
      missing: ["x"],
    });
  });

  test("reserves its id: adding it is a CONFLICT that tells how to restore", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.addMany({ users: [{ id: "a", data: { n: 1 } }, { id: "b" }] });
    await users.remove({ id: "a", mode: "soft" });
    const { deletedAt } = await users.get({ id: "a", includeDeleted: true });
    const details = { id: "a", deletedAt };
    for (const getOrCreate of [false, true]) {
      const error = await rejectionOf(users.add({ id: "a", getOrCreate }));
      expect(error).toMatchObject({ code: "CONFLICT", details });
      expect(error.message).toContain("restore");
    }
    const list = [
      { id: "a", data: { n: 2 } },
      { id: "b", data: { n: 2 } },
    ];
    const conflict = { status: "conflict", ...details };
    const options = [
      {},
      { getOrCreate: true },
      { update: true },
      { getOrCreate: true, idempotencyKey: "k" },
    ];
    for (const option of options) {
      const { results } = await users.addMany({ users: list, ...option });
      expect(results[0]).toEqual(conflict);
      const { refused } = await users.import({ users: list, ...option });
      expect(refused[0]).toEqual({ index: 0, status: "conflict", issues: [], deletedAt });
    }
    const atomic = users.addMany({ users: list, update: true, atomic: true });
    expect(await rejectionOf(atomic)).toMatchObject({ code: "CONFLICT", details });
    expect((await users.restore({ id: "a" })).user.data).toEqual({ n: 1 });
  });

  test("releases its unique values, and is not restored while another user has one", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a", data: { email: "x" } });
    await api.as(adminActor(FIRST_APP_ID)).indexes.add({ path: "data.email", unique: true });
    await users.remove({ id: "a", mode: "soft" });
    await users.add({ id: "b", data: { email: "x" } });
    const path = ["data", "email"];
    const error = await rejectionOf(users.restore({ id: "a" }));
    expect(error).toMatchObject({ code: "CONFLICT", details: { id: "a", path } });
    const { results } = await users.restoreMany({ ids: ["b", "a"] });
    expect(results).toMatchObject([{ status: "unchanged" }, { status: "conflict", id: "a", path }]);
    expect((await users.list({ where: { "data.email": "x" } })).users).toHaveLength(1);
    await users.remove({ id: "b" });
    await users.restore({ id: "a" });
    expect((await users.list({ where: { "data.email": "x" } })).users).toHaveLength(1);
  });

  test("is removed for good by a hard removal, and softly removing it again is no error", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.addMany({ users: [{ id: "a" }, { id: "b" }] });
    const call = { id: "a", mode: "soft", idempotencyKey: "k" } as const;
    await users.remove(call);
    await users.remove({ id: "a", mode: "soft" });
    await users.restore({ id: "a" });
    await users.remove(call); // repeated: it was restored since
    expect((await users.get({ id: "a" })).status).toBe("active");
    expect(await users.removeMany({ ids: ["a", "b", "c"], mode: "soft" })).toEqual({
      removed: ["a", "b"],
      missing: ["c"],
    });
    await users.remove({ id: "a" });
    expect((await rejectionOf(users.restore({ id: "a" }))).code).toBe("NOT_FOUND");
    expect((await users.add({ id: "a" })).created).toBe(true);
    expect((await rejectionOf(users.remove({ id: "c", mode: "soft" }))).code).toBe("NOT_FOUND");
  });
});
