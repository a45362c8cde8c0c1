import { openDatabase } from "@roster/db";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../../bootstrap.js";
import { createApi } from "../../create-api.js";
import { toWireCaller } from "../../trpc/testing/wire-caller.js";
import { toAppError } from "../../trpc/error-mapping.js";
import { backends, openTestApi, rejectionOf, serverActor, type TestApi } from "../../testing.js";

type Users = TestApi["server"]["users"];
type Call = (users: Users, key: string) => Promise<unknown>;

const batch = [{ id: "a" }, { id: "old", data: { other: 1 } }, { id: "old", getOrCreate: true }];
const bad = { id: "b c" };

/** Calls that change something if the user `old` exists. */
const calls: [string, Call][] = [
  ["add", (users, idempotencyKey) => users.add({ id: "a", data: { z: 1, a: 2 }, idempotencyKey })],
  [
    "add with getOrCreate",
    (users, idempotencyKey) => users.add({ id: "a", getOrCreate: true, idempotencyKey }),
  ],
  ["addMany", (users, idempotencyKey) => users.addMany({ users: [...batch, bad], idempotencyKey })],
  [
    "atomic addMany",
    (users, idempotencyKey) =>
      users.addMany({
        users: [{ id: "a", data: { n: 1 } }, { id: "old" }, { id: "a" }],
        atomic: true,
        getOrCreate: true,
        idempotencyKey,
      }),
  ],
  [
    "patch",
    (users, idempotencyKey) =>
      users.patch({ id: "old", set: { n: 1 }, ifVersion: 1, idempotencyKey }),
  ],
  [
    "patch of any version",
    (users, idempotencyKey) => users.patch({ id: "old", unset: ["is"], idempotencyKey }),
  ],
];

async function openWithOld(backend: (typeof backends)[number]): Promise<TestApi> {
  const api = await openTestApi(backend);
  await api.server.users.add({ id: "old", data: { is: "old" } });
  return api;
}

describe.each(backends)("with an idempotency key on %s", (backend) => {
  test.each(calls)("%s returns the same response again, and changes nothing", async (_, call) => {
    await using api = await openWithOld(backend);
    const { users } = api.server;
    const first = await call(users, "key");
    const all = await users.list({});
    expect(await call(users, "key")).toEqual(first);
    expect(await users.list({})).toEqual(all);
  });

  test.each(calls)(
    "%s is replayed even after its users were changed and removed",
    async (name, call) => {
      await using api = await openWithOld(backend);
      const { users } = api.server;
      const first = JSON.stringify(await call(users, "key"));
      await users.patch({ id: "old", set: { later: true } });
      expect(JSON.stringify(await call(users, "key"))).toBe(first);
      await users.removeMany({ ids: ["a", "old"] });
      const again = call(users, "key").then(
        JSON.stringify,
        (error: unknown) => toAppError(error).code,
      );
      // The caller sent the data of the added users; the data of existing or changed users is gone with them.
      const erased = first.replaceAll('"data":{"is":"old"}', '"data":{}');
      expect(await again).toBe(name.startsWith("patch") ? "NOT_FOUND" : erased);
      expect((await users.list({})).users).toEqual([]);
    },
  );

  test.each(calls)(
    "%s reveals nothing about a new user with the id of a removed one",
    async (_, call) => {
      await using api = await openWithOld(backend);
      const { users } = api.server;
      await call(users, "key");
      await users.removeMany({ ids: ["a", "old"] });
      await users.addMany({ users: [{ id: "a" }, { id: "old", data: { secret: 1 } }] });
      const again = await call(users, "key").catch((error: unknown) => error);
      expect(JSON.stringify(again)).not.toMatch(/secret|"is":"old"/);
    },
  );

  test.each(calls)(
    "50 concurrent calls of %s from two servers take effect once, with equal responses",
    async (_, call) => {
      await using api = await openWithOld(backend);
      await using database = await openDatabase({ url: api.databaseUrl });
      const { masterKey } = api;
      const other = createApi({ database, masterKey, maxDataBytes: 65536, log: { error() {} } });
      const context = other.createContext({ actor: serverActor(FIRST_APP_ID) });
      const caller = toWireCaller(other.createCaller(context));
      const servers = [api.server.users, caller.users] as const;
      const answers = await Promise.all(
        Array.from({ length: 50 }, (__, n) => call(servers[n % 2 === 0 ? 0 : 1], "key")),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const { users } = await api.server.users.list({});
      expect(users.every(({ version }) => version <= 2)).toBe(true);
    },
  );

  test("a call with another body or of another procedure fails with a CONFLICT that names the key", async () => {
    await using api = await openWithOld(backend);
    const { users } = api.server;
    const idempotencyKey = 'a "key"';
    await users.add({ id: "a", data: { n: 1 }, idempotencyKey });
    for (const call of [
      () => users.add({ id: "a", data: { n: 2 }, idempotencyKey }),
      () => users.add({ id: "old", getOrCreate: true, idempotencyKey }),
      () => users.add({ id: "new", data: { n: 1 }, idempotencyKey }),
      () => users.addMany({ users: [{ id: "new" }], idempotencyKey }),
      () => users.addMany({ users: [{ id: "new" }], atomic: true, idempotencyKey }),
      () => users.patch({ id: "old", set: { n: 2 }, idempotencyKey }),
      () => users.patch({ id: "nobody", set: { n: 2 }, idempotencyKey }),
    ]) {
      expect(await rejectionOf(call())).toMatchObject({
        code: "CONFLICT",
        message:
          'Idempotency key "a \\"key\\"" was used for another call; create a new key for each call',
        details: { idempotencyKey },
      });
    }
    expect((await users.list({})).users.map(({ id, version }) => [id, version])).toEqual([
      ["a", 1],
      ["old", 1],
    ]);
  });

  test("one of many concurrent calls with one key and different users adds its user, and the others fail", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => users.add({ id: `user-${n}`, idempotencyKey: "key" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await users.list({})).users).toHaveLength(1);
  });

  test("a key in one app does not affect the same key in another", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: { n: 1 }, idempotencyKey: "key" });
    const other = api.as(serverActor("other")).users;
    const { created } = await other.add({ id: "b", idempotencyKey: "key" });
    expect(created).toBe(true);
  });

  test("a call that changed nothing does not use up its key", async () => {
    await using api = await openWithOld(backend);
    const { users } = api.server;
    const idempotencyKey = "key";
    const add = () => users.add({ id: "old", data: { n: 1 }, idempotencyKey });
    expect((await rejectionOf(add())).message).toBe("User old already exists");
    await users.add({ id: "old", getOrCreate: true, idempotencyKey });
    await users.addMany({ users: [{ id: "old" }], idempotencyKey });
    await rejectionOf(users.patch({ id: "old", set: { n: 1 }, ifVersion: 9, idempotencyKey }));
    await users.remove({ id: "old" });
    expect((await add()).created).toBe(true);
  });

  test("a key has 1 to 255 storable characters", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const longest = "é".repeat(255);
    const add = (idempotencyKey: string) => users.add({ id: "a", idempotencyKey });
    const { user } = await add(longest);
    expect((await add(longest)).user).toEqual(user);
    for (const key of ["", `${longest}x`, "a\u0000", "\ud800"]) {
      for (const call of [
        () => add(key),
        () => users.addMany({ users: [{ id: "b" }], idempotencyKey: key }),
        () => users.patch({ id: "a", set: { n: 1 }, idempotencyKey: key }),
      ]) {
        expect(await rejectionOf(call())).toMatchObject({
          code: "INVALID",
          details: { issues: [{ path: ["idempotencyKey"] }] },
        });
      }
    }
  });

  test("a user of addMany cannot have its own key", async () => {
    await using api = await openTestApi(backend);
    const users = [{ id: "a", idempotencyKey: "key" }];
    const { results } = await api.server.users.addMany({ users });
    expect(results).toMatchObject([{ status: "invalid", id: "a" }]);
  });
});
