import { hash } from "node:crypto";
import { openDatabase } from "@roster/db";
import { testScan } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.js";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  serverClaims,
  signToken,
} from "../testing.js";

type Backend = (typeof backends)[number];

const everyone = { sort: [{ path: ["id"], direction: "asc" }], limit: 9 } as const;

/** A second app with a key, and callers that use it: in this process, and in another on the same database. */
async function openShop(backend: Backend) {
  const one = await openTestApi(backend);
  const { api, database, databaseUrl, masterKey } = one;
  const byAdmin = one.as(adminActor("main"));
  const { id } = await byAdmin.apps.add({ name: "Shop" });
  const { apiKey, secret } = await one.as(adminActor(id)).apiKeys.add({ name: "k" });
  const authorization = await signToken(serverClaims, secret);
  const credentials = { apiKey: apiKey.key, authorization };
  const other = await openDatabase({ url: databaseUrl });
  const log = { error: () => {} };
  const elsewhere = createApi({ database: other, masterKey, maxDataBytes: 65_536, log });
  return {
    ...one,
    id,
    byAdmin,
    remove: () => byAdmin.apps.remove({ id, name: "Shop" }),
    appsListed: async () => (await byAdmin.apps.list()).apps.map((app) => app.id),
    usersLeft: async () =>
      (await database.users.list(id, everyone, testScan)).map((user) => user.id),
    here: () => api.createCaller(api.createContext({ credentials })),
    elsewhere: () => elsewhere.createCaller(elsewhere.createContext({ credentials })),
    async [Symbol.asyncDispose]() {
      await other.close();
      await one[Symbol.asyncDispose]();
    },
  };
}

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => "OK",
    async () => (await rejectionOf(call)).code,
  );

/** Concurrent, because each test waits for as long as other processes cache a key. */
describe.each(backends)("removing an app on %s", { concurrent: true }, (backend) => {
  test("removes everything it owns, and nothing of other apps", async () => {
    await using api = await openTestApi(backend);
    const byAdmin = api.as(adminActor("main"));
    const { id } = await byAdmin.apps.add({ name: "Shop" });
    const inShop = api.as(serverActor(id));
    for (const { users, indexes, apps } of [api.server, inShop]) {
      await users.add({ id: "a", data: { n: 1 }, idempotencyKey: "once" });
      await indexes.add({ path: "data.n", unique: true });
      await apps.setDataSchema({ schema: { type: "object" } });
    }
    const many = Array.from({ length: 4100 }, (_, n) => ({ id: `u${n}` }));
    await inShop.users.addMany({ users: many });
    const { apiKey, secret } = await api.as(adminActor(id)).apiKeys.add({ name: "first" });
    const credentials = {
      apiKey: apiKey.key,
      authorization: await signToken(serverClaims, secret),
    };
    const byKey = () => api.api.createCaller(api.api.createContext({ credentials }));
    await byKey().users.list({});
    const minute = 60_000_000;
    const counted = { appId: id, minute, kind: "adds", code: "OK", upTo: 1000, calls: 1 } as const;
    await api.database.usage.add([counted, { ...counted, appId: "main" }]);

    expect(await byAdmin.apps.remove({ id, name: "Shop" })).toEqual({ id });
    expect((await byAdmin.apps.list()).apps.map((app) => app.id)).toEqual(["main"]);
    expect((await rejectionOf(byKey().users.list({}))).code).toBe("UNKNOWN_API_KEY");
    const left = async (appId: string) => ({
      users: (await api.database.users.list(appId, everyone, testScan)).length,
      keys: (await api.database.apiKeys.list(appId)).length,
      indexes: (await api.database.dataIndexes.list(appId)).length,
      schemas: (await api.database.dataSchemas.list(appId, { limit: 9 })).length,
      once:
        (await api.database.idempotencyKeys.get(appId, hash("sha256", "once", "base64url"))) !==
        null,
      counts: (
        await api.database.usage.list(
          appId,
          {
            from: "1970-01-01T00:00:00.000000Z",
            to: "1970-01-01T01:00:00.000000Z",
            step: 60,
          },
          testScan,
        )
      ).length,
    });
    expect(await left(id)).toEqual({
      users: 0,
      keys: 0,
      indexes: 0,
      schemas: 0,
      once: false,
      counts: 0,
    });
    expect(await left("main")).toEqual({
      users: 1,
      keys: 1,
      indexes: 1,
      schemas: 1,
      once: true,
      counts: 1,
    });
    expect((await rejectionOf(byAdmin.apps.remove({ id, name: "Shop" }))).code).toBe("NOT_FOUND");
  });

  test("revokes its keys first, and also removes users written by a process that still accepts one", async () => {
    await using shop = await openShop(backend);
    const { here, elsewhere, appsListed, usersLeft } = shop;
    const look = async () => [
      await codeOf(here().users.list({})),
      await codeOf(elsewhere().users.list({})),
    ];
    expect(await look()).toEqual(["OK", "OK"]);
    const removing = shop.remove();
    while ((await look())[0] === "OK") await new Promise(setImmediate);
    expect(await appsListed()).toEqual(["main", shop.id]);
    expect(await codeOf(elsewhere().users.add({ id: "late" }))).toBe("OK");
    expect(await removing).toEqual({ id: shop.id });
    expect(await codeOf(elsewhere().users.add({ id: "too late" }))).toBe("UNKNOWN_API_KEY");
    expect(await usersLeft()).toEqual([]);
    const kept = await shop.database.apiKeys.list("main");
    expect(kept.map(({ revokedAt }) => revokedAt)).toEqual([null]);
  });

  test("if interrupted before the last step, leaves it listed, and resumes with the next call", async () => {
    await using shop = await openShop(backend);
    const { database, appsListed } = shop;
    const inShop = shop.as(serverActor(shop.id));
    for (const path of ["data.a", "data.b"]) await inShop.indexes.add({ path });
    const { dataIndexes } = database;
    dataIndexes.removeAll = () => Promise.reject(new Error("the process ended"));
    expect(await codeOf(shop.remove())).toBe("INTERNAL");
    expect(await appsListed()).toEqual(["main", shop.id]);
    Reflect.deleteProperty(dataIndexes, "removeAll");
    expect(await shop.remove()).toEqual({ id: shop.id });
    expect(await appsListed()).toEqual(["main"]);
    expect(await dataIndexes.list(shop.id)).toEqual([]);
  });

  test("succeeds for one of two concurrent calls, and fails with NOT_FOUND for the other", async () => {
    await using shop = await openShop(backend);
    const codes = await Promise.all([codeOf(shop.remove()), codeOf(shop.remove())]);
    expect(codes.toSorted()).toEqual(["NOT_FOUND", "OK"]);
  });

  test("is reserved for the administrator, requires the app's name, and is impossible for the first app", async () => {
    await using api = await openTestApi(backend);
    const byAdmin = api.as(adminActor("main"));
    const { id } = await byAdmin.apps.add({ name: "Shop" });
    const refused = async (call: Promise<unknown>) => (await rejectionOf(call)).code;
    expect(await refused(api.server.apps.remove({ id, name: "Shop" }))).toBe("FORBIDDEN");
    expect(await refused(byAdmin.apps.remove({ id, name: "shop" }))).toBe("CONFLICT");
    expect(await refused(byAdmin.apps.remove({ id: "main", name: "Main" }))).toBe("INVALID");
    expect((await byAdmin.apps.list()).apps).toHaveLength(2);
  });
});
