import { describe, expect, test } from "vitest";
import {
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  type TestApiOptions,
  userActor,
} from "../testing.js";

const name = { publicFields: ["data.name"] } as const;

async function openFilled(
  backend: (typeof backends)[number],
  policy: Pick<TestApiOptions, "userReads" | "publicFields">,
) {
  const api = await openTestApi(backend, policy);
  await api.server.users.addMany({
    users: [
      { id: "ada", data: { secret: 1, name: "Ada" } },
      { id: "bob", data: { secret: 2, name: "Bob" }, status: "deactivated", ban: {} },
    ],
  });
  return {
    api,
    ada: api.as(userActor("main", "ada")).users,
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

const codeOf = async (call: Promise<unknown>) => (await rejectionOf(call)).code;

describe.each(backends)("what a caller sees on %s", (backend) => {
  test("with a user token of a new app is all of its own user, and no other, whether or not it exists", async () => {
    await using opened = await openFilled(backend, {});
    const { ada } = opened;
    expect((await ada.get({ id: "ada" })).data).toEqual({ secret: 1, name: "Ada" });
    expect((await ada.getMany({ ids: ["ada"] })).users).toHaveLength(1);
    const existing = await rejectionOf(ada.get({ id: "bob" }));
    const { code, message } = await rejectionOf(ada.get({ id: "nobody" }));
    expect(existing).toMatchObject({ code: "FORBIDDEN", message });
    expect(code).toBe("FORBIDDEN");
    expect(await codeOf(ada.getMany({ ids: ["ada", "nobody"] }))).toBe("FORBIDDEN");
    expect(await codeOf(ada.list({ where: { id: "ada" } }))).toBe("FORBIDDEN");
    expect(await codeOf(ada.list({ limit: 0, count: "exact" }))).toBe("FORBIDDEN");
  });

  test("by id is the public part of other users", async () => {
    await using opened = await openFilled(backend, { userReads: "byId", ...name });
    const { ada } = opened;
    const bob = await ada.get({ id: "bob" });
    const times = { createdAt: bob.createdAt, updatedAt: bob.updatedAt };
    const state = { version: 1, status: "active", ban: null };
    expect(bob).toEqual({ id: "bob", data: { name: "Bob" }, ...times, ...state });
    const { users, missing } = await ada.getMany({ ids: ["bob", "ada", "nobody"] });
    expect(users).toEqual([bob, await ada.get({ id: "ada" })]);
    expect(missing).toEqual(["nobody"]);
    expect(await codeOf(ada.list({}))).toBe("FORBIDDEN");
  });

  test("by id is at most 100 users in a call", async () => {
    await using opened = await openFilled(backend, { userReads: "byId", ...name });
    const { ada } = opened;
    const ids = Array.from({ length: 101 }, (_, index) => `user-${index}`);
    const { code, details } = await rejectionOf(ada.getMany({ ids }));
    expect({ code, details }).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["ids"] }] },
    });
    expect((await ada.getMany({ ids: ids.slice(1) })).missing).toHaveLength(100);
  });

  test("is not selected for a caller that has left", async () => {
    await using opened = await openFilled(backend, { userReads: "all", ...name });
    const { api } = opened;
    const ids = ["x", "y", "z"];
    const data = { name: "x".repeat(65_000) };
    await api.server.users.addMany({ users: ids.map((id) => ({ id, data })) });
    const controller = new AbortController();
    const getSignal = () => controller.signal;
    const actor = userActor("main", "ada");
    const { users } = api.api.createCaller(api.api.createContext({ actor }, { getSignal }));
    expect((await users.getMany({ ids })).users).toHaveLength(3);
    controller.abort();
    expect(await codeOf(users.getMany({ ids }))).toBe("CANCELLED");
  });

  test("in lists is the public part of other users, found by what is public", async () => {
    await using opened = await openFilled(backend, { userReads: "all", ...name });
    const { ada } = opened;
    const byName = { where: { "data.name": { gte: "A" } }, sort: [{ path: "data.name" }] };
    const page = await ada.list({ ...byName, count: "exact" });
    expect(page.users.map(({ data }) => data)).toEqual([
      { secret: 1, name: "Ada" },
      { name: "Bob" },
    ]);
    expect(page.total).toEqual({ value: 2, isExact: true });
    const queries = [
      ["data.secret", { where: { not: { or: [{ "data.secret": 2 }] } } }],
      ["data.secret.x", { sort: [{ path: "data.secret.x" }] }],
      ["data.secret", { select: ["data.name", "data.secret"] }],
      ["status", { status: ["active"] }],
      ["banned", { where: { banned: false } }],
      ["search", { search: "Bob" }],
    ] satisfies [string, Parameters<typeof ada.list>[0]][];
    for (const [path, query] of queries) {
      const { code, message } = await rejectionOf(ada.list(query));
      expect([code, message]).toEqual(["FORBIDDEN", expect.stringContaining(path)]);
    }
    expect((await ada.list({ sort: [{ path: "data.name.x" }] })).users).toHaveLength(2);
  });

  test("is not whether another user has a value at a hidden path with a unique index", async () => {
    await using opened = await openFilled(backend, { userReads: "all", ...name });
    const { api, ada } = opened;
    await api.server.indexes.add({ path: "data.secret", unique: true });
    const own = { secret: 1, name: "Ada" };
    const messages = new Set<string>();
    for (const secret of [2, 3]) {
      const data = { secret };
      const calls = [
        ada.add({ id: "ada", data, getOrCreate: true }),
        ada.addMany({ users: [{ id: "ada", data }], update: true }),
        ada.import({ users: [{ id: "ada", data }], update: true }),
        ada.update({ id: "ada", data }),
        ada.patch({ id: "ada", set: { secret } }),
        ada.patchMany({ ids: ["ada"], set: { secret } }),
        api.as(userActor("main", "eve")).users.add({ id: "eve", data }),
      ];
      for (const rejected of await Promise.all(calls.map(rejectionOf))) {
        expect(rejected.code).toBe("FORBIDDEN");
        messages.add(rejected.message);
      }
    }
    expect([...messages]).toEqual([expect.stringContaining("data.secret")]);
    expect((await ada.update({ id: "ada", data: { ...own, name: "A." } })).version).toBe(2);
    expect((await ada.patch({ id: "ada", set: { name: "Ada" } })).data).toEqual(own);
    expect((await ada.patch({ id: "ada", unset: ["secret"] })).data).toEqual({ name: "Ada" });
  });

  test.each([
    { userReads: "self", publicFields: null },
    { userReads: "all", ...name },
  ] as const)("is no data schema with $userReads and $publicFields", async (policy) => {
    await using opened = await openFilled(backend, policy);
    const { api } = opened;
    await api.server.apps.setDataSchema({ schema: {} });
    const { apps } = api.as(userActor("main", "ada"));
    const calls = [
      apps.getDataSchema(),
      apps.getDataSchema({ version: 1 }),
      apps.listDataSchemas(),
    ];
    for (const call of calls) expect(await codeOf(call)).toBe("FORBIDDEN");
  });

  test("is neither the type nor the size of data that it may change but not read", async () => {
    await using opened = await openFilled(backend, {});
    const { api } = opened;
    const { users } = api.as({ ...serverActor("main"), scopes: new Set(["users:write"] as const) });
    const rejections = new Set<string>();
    for (const data of [{ x: "y".repeat(60_000) }, { x: 1, y: "z".repeat(59_000) }]) {
      await api.server.users.update({ id: "bob", data });
      const inside = await rejectionOf(users.patch({ id: "bob", set: { "x.z": 1 } }));
      const big = await rejectionOf(users.patch({ id: "bob", set: { z: "x".repeat(60_000) } }));
      expect([inside.code, big.code]).toEqual(["INVALID", "TOO_LARGE"]);
      for (const { message, details } of [inside, big])
        rejections.add(JSON.stringify([message, details]));
    }
    expect([...rejections]).toHaveLength(2);
  });

  test("is no data if it may change users but not read them", async () => {
    await using opened = await openFilled(backend, {});
    const { api } = opened;
    const actor = serverActor("main");
    const writers = [
      { ...actor, scopes: new Set(["users:write"] as const) },
      { ...actor, actions: new Set(["write"] as const) },
    ];
    const none = { data: {}, dataOmitted: true };
    for (const writer of writers) {
      const { users } = api.as(writer);
      const found = await users.add({ id: "bob", getOrCreate: true });
      expect(found).toMatchObject({ created: false, user: { id: "bob", ...none } });
      const existing = { users: [{ id: "bob" }], getOrCreate: true };
      expect((await users.addMany(existing)).results).toMatchObject([{ user: none }]);
      const patch = { id: "bob", set: { x: 1 }, idempotencyKey: "key" };
      for (let call = 0; call < 2; call += 1) expect(await users.patch(patch)).toMatchObject(none);
      expect(await users.update({ id: "bob", data: { x: 2 } })).toMatchObject(none);
      const banned = await users.ban({ id: "bob", reason: "spam" });
      expect(banned.user).toMatchObject({ ...none, ban: { reason: null } });
      expect((await users.unban({ id: "bob" })).user).toMatchObject(none);
      expect(await codeOf(users.get({ id: "bob" }))).toBe("FORBIDDEN");
    }
    const own = api.as({ ...userActor("main", "ada"), scopes: new Set(["users:write"] as const) });
    expect(await own.users.patch({ id: "ada", set: { x: 1 } })).toMatchObject(none);
  });
});
