import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  serverClaims,
  signToken,
  openTestSession,
} from "../testing.js";

describe.each(backends)("apps on %s", (backend) => {
  test("are added by the administrator and listed, oldest first", async () => {
    await using api = await openTestApi(backend);
    const app = await api.as(adminActor("main")).apps.add({ name: "  Shop " });
    expect(app.name).toBe("Shop");
    const { apps } = await api.as(adminActor("main")).apps.list();
    expect(apps.map(({ id }) => id)).toEqual(["main", app.id]);
    expect((await rejectionOf(api.server.apps.add({ name: "x" }))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(api.server.apiKeys.add({ name: "x" }))).code).toBe("FORBIDDEN");
  });

  test("are renamed by the administrator, and keep their id and users", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: {} });
    const renamed = await api.as(adminActor("main")).apps.rename({ id: "main", name: " Shop " });
    expect(renamed).toMatchObject({ id: "main", name: "Shop" });
    expect((await api.as(adminActor("main")).apps.list()).apps).toEqual([renamed]);
    expect(await api.server.users.get({ id: "a" })).toMatchObject({ id: "a" });
    const none = api.as(adminActor("main")).apps.rename({ id: "other", name: "Shop" });
    expect((await rejectionOf(none)).code).toBe("NOT_FOUND");
    const byServer = api.server.apps.rename({ id: "main", name: "Mine" });
    expect((await rejectionOf(byServer)).code).toBe("FORBIDDEN");
  });

  test("exist only for administrators who can access them", async () => {
    await using api = await openTestApi(backend);
    const { id: shop } = await api.as(adminActor("main")).apps.add({ name: "Shop" });
    const { token } = await openTestSession(api);
    const enter = async (appId: string) => {
      const session = await api.api.adminSessions.use(token);
      if (!session) throw new Error("the session is open");
      return api.api.enterApp(session, appId);
    };
    expect(await enter("main")).toMatchObject({
      app: { id: "main", name: "Main" },
      actor: { kind: "admin", appId: "main", adminId: "admin", role: "owner", apps: null },
    });
    expect((await rejectionOf(enter("Main"))).code).toBe("NOT_FOUND");
    const email = "ann@example.com";
    const invitation = { hash: "hash", lifetimeSeconds: 60 };
    await api.database.admins.add({ id: "ann", email, role: "owner", apps: null, invitation });
    await api.database.admins.acceptInvitation("hash", { name: "Ann", passwordHash: "none" });
    await api.database.admins.update("admin", { role: "owner", apps: [shop] });
    const { actor } = await enter(shop);
    const { message } = await rejectionOf(enter("main"));
    expect(message).toBe("There is no app main");
    const { apps, audit } = api.as(actor);
    expect((await apps.list()).apps.map(({ id }) => id)).toEqual([shop]);
    expect((await audit.list({})).entries).toEqual([]); // sign-ins and other apps concern all apps
    const { id: other } = await api.as(adminActor("main")).apps.add({ name: "Other" });
    const calls = [
      apps.rename({ id: other, name: "A" }),
      apps.remove({ id: other, name: "Other" }),
    ];
    for (const { code } of await Promise.all(calls.map(rejectionOf)))
      expect(code).toBe("NOT_FOUND");
    expect((await rejectionOf(apps.add({ name: "Mine" }))).code).toBe("FORBIDDEN");
  });

  test("share nothing: neither users, nor keys, nor tokens", async () => {
    await using api = await openTestApi(backend);
    const shop = await api.as(adminActor("main")).apps.add({ name: "Shop" });
    const { apiKey, secret } = await api.as(adminActor(shop.id)).apiKeys.add({ name: "first" });
    const inShop = api.as(serverActor(shop.id));
    await api.server.users.add({ id: "a", data: { app: "main" } });
    const { created } = await inShop.users.add({ id: "a", data: { app: "shop" } });
    expect(created).toBe(true);
    await inShop.users.remove({ id: "a" });
    expect((await api.server.users.get({ id: "a" })).data).toEqual({ app: "main" });
    expect((await inShop.users.list({})).users).toEqual([]);
    expect((await api.as(adminActor(shop.id)).apiKeys.list()).apiKeys).toEqual([apiKey]);

    const crossed = await rejectionOf(
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
    const foreign = await rejectionOf(
      api.as(adminActor("main")).apiKeys.revoke({ key: apiKey.key }),
    );
    expect(foreign.code).toBe("NOT_FOUND");
  });

  test("never show a key's secret after its creation, nor store it in plain text", async () => {
    await using api = await openTestApi(backend);
    const { apiKey, secret } = await api.as(adminActor("main")).apiKeys.add({ name: "second" });
    const listed = JSON.stringify(await api.as(adminActor("main")).apiKeys.list());
    expect(listed).not.toContain(secret);
    const row = await api.database.apiKeys.get(apiKey.key);
    expect(row?.secret).not.toContain(secret);
  });
});
