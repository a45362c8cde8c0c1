import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  backends,
  openTestApi,
  refusalOf,
  serverActor,
  serverClaims,
  signToken,
} from "../testing.js";

const everyone = { sort: [{ path: ["id"], direction: "asc" }], limit: 9 } as const;

const admin = (appId: string) => ({ kind: "admin", appId }) as const;

describe.each(backends)("apps on %s", (backend) => {
  test("are made by the administrator and listed, oldest first", async () => {
    await using api = await openTestApi(backend);
    const app = await api.as(admin("main")).apps.add({ name: "  Shop " });
    expect(app.name).toBe("Shop");
    const { apps } = await api.as(admin("main")).apps.list();
    expect(apps.map(({ id }) => id)).toEqual(["main", app.id]);
    expect((await refusalOf(api.server.apps.add({ name: "x" }))).code).toBe("FORBIDDEN");
    expect((await refusalOf(api.server.apiKeys.add({ name: "x" }))).code).toBe("FORBIDDEN");
  });

  test("are renamed by the administrator, and keep their id and their users", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: {} });
    const renamed = await api.as(admin("main")).apps.rename({ id: "main", name: " Shop " });
    expect(renamed).toMatchObject({ id: "main", name: "Shop" });
    expect((await api.as(admin("main")).apps.list()).apps).toEqual([renamed]);
    expect(await api.server.users.get({ id: "a" })).toMatchObject({ id: "a" });
    const none = api.as(admin("main")).apps.rename({ id: "other", name: "Shop" });
    expect((await refusalOf(none)).code).toBe("NOT_FOUND");
    const byServer = api.server.apps.rename({ id: "main", name: "Mine" });
    expect((await refusalOf(byServer)).code).toBe("FORBIDDEN");
  });

  test("are erased with all that is their own, while others keep what is theirs", async () => {
    await using api = await openTestApi(backend);
    const byAdmin = api.as(admin("main"));
    const { id } = await byAdmin.apps.add({ name: "Shop" });
    const inShop = api.as(serverActor(id));
    for (const { users, indexes, apps } of [api.server, inShop]) {
      await users.add({ id: "a", data: { n: 1 }, idempotencyKey: "once" });
      await indexes.add({ path: "data.n", unique: true });
      await apps.setDataSchema({ schema: { type: "object" } });
    }
    const many = Array.from({ length: 4100 }, (_, n) => ({ id: `u${n}` }));
    await inShop.users.addMany({ users: many });
    const { apiKey, secret } = await api.as(admin(id)).apiKeys.add({ name: "first" });
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
    expect((await refusalOf(byKey().users.list({}))).code).toBe("UNKNOWN_API_KEY");
    const left = async (appId: string) => ({
      users: (await api.database.users.list(appId, everyone)).length,
      keys: (await api.database.apiKeys.list(appId)).length,
      indexes: (await api.database.dataIndexes.list(appId)).length,
      schemas: (await api.database.dataSchemas.list(appId, { limit: 9 })).length,
      once: (await api.database.onceKeys.find(appId, hash("sha256", "once", "base64url"))) !== null,
      counts: (
        await api.database.usage.read(appId, {
          from: "1970-01-01T00:00:00.000000Z",
          to: "1970-01-01T01:00:00.000000Z",
          step: 60,
        })
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
    expect((await refusalOf(byAdmin.apps.remove({ id, name: "Shop" }))).code).toBe("NOT_FOUND");
  });

  test("are erased by the administrator alone, by their own name, and never the first", async () => {
    await using api = await openTestApi(backend);
    const byAdmin = api.as(admin("main"));
    const { id } = await byAdmin.apps.add({ name: "Shop" });
    const refused = async (call: Promise<unknown>) => (await refusalOf(call)).code;
    expect(await refused(api.server.apps.remove({ id, name: "Shop" }))).toBe("FORBIDDEN");
    expect(await refused(byAdmin.apps.remove({ id, name: "shop" }))).toBe("CONFLICT");
    expect(await refused(byAdmin.apps.remove({ id: "main", name: "Main" }))).toBe("INVALID");
    expect((await byAdmin.apps.list()).apps).toHaveLength(2);
  });

  test("are found by id before the administrator acts in one", async () => {
    await using api = await openTestApi(backend);
    expect(await api.api.findApp("main")).toMatchObject({ id: "main", name: "Main" });
    expect((await refusalOf(api.api.findApp("Main"))).code).toBe("NOT_FOUND");
  });

  test("share nothing: neither users, nor keys, nor tokens", async () => {
    await using api = await openTestApi(backend);
    const shop = await api.as(admin("main")).apps.add({ name: "Shop" });
    const { apiKey, secret } = await api.as(admin(shop.id)).apiKeys.add({ name: "first" });
    const inShop = api.as(serverActor(shop.id));
    await api.server.users.add({ id: "a", data: { app: "main" } });
    const { created } = await inShop.users.add({ id: "a", data: { app: "shop" } });
    expect(created).toBe(true);
    await inShop.users.remove({ id: "a" });
    expect((await api.server.users.get({ id: "a" })).data).toEqual({ app: "main" });
    expect((await inShop.users.list({})).users).toEqual([]);
    expect((await api.as(admin(shop.id)).apiKeys.list()).apiKeys).toEqual([apiKey]);

    const crossed = await refusalOf(
      api.api
        .createCaller(
          api.api.createContext({
            credentials: {
              apiKey: api.apiKey,
              authorization: await signToken(serverClaims, secret),
            },
          }),
        )
        .users.list({}),
    );
    expect(crossed.code).toBe("UNAUTHENTICATED");
    const foreign = await refusalOf(api.as(admin("main")).apiKeys.revoke({ key: apiKey.key }));
    expect(foreign.code).toBe("NOT_FOUND");
  });

  test("never show a key's secret after it was made, nor store it in the clear", async () => {
    await using api = await openTestApi(backend);
    const { apiKey, secret } = await api.as(admin("main")).apiKeys.add({ name: "second" });
    const listed = JSON.stringify(await api.as(admin("main")).apiKeys.list());
    expect(listed).not.toContain(secret);
    const row = await api.database.apiKeys.find(apiKey.key);
    expect(row?.secret).not.toContain(secret);
  });
});
