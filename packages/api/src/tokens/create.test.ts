import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  type TestApi,
} from "../testing.js";

const admin = adminActor("main");

const callWith = ({ api }: TestApi, { token, apiKey }: { token: string; apiKey: string }) =>
  api.createCaller(api.createContext({ credentials: { apiKey, authorization: token } }));

describe.each(backends)("tokens created by the administrator on %s", (backend) => {
  test("allow their action, and nothing else", async () => {
    await using api = await openTestApi(backend);
    const { tokens } = api.as(admin);
    const all = callWith(api, await tokens.create({ kind: "server", action: "*" }));
    await all.users.add({ id: "a", data: {} });
    const reading = callWith(api, await tokens.create({ kind: "server", action: "read" }));
    expect(await reading.users.get({ id: "a" })).toMatchObject({ id: "a" });
    expect((await rejectionOf(reading.users.remove({ id: "a" }))).code).toBe("FORBIDDEN");
    await all.users.remove({ id: "a" });
  });

  test("act as one user, who need not exist yet", async () => {
    await using api = await openTestApi(backend);
    const made = await api.as(admin).tokens.create({ kind: "user", userId: "a" });
    const user = callWith(api, made);
    expect(await user.users.add({ id: "a", data: {} })).toMatchObject({ created: true });
    expect((await rejectionOf(user.users.add({ id: "b", data: {} }))).code).toBe("FORBIDDEN");
    const nobody = api.as(admin).tokens.create({ kind: "user", userId: "not an id" });
    expect((await rejectionOf(nobody)).code).toBe("INVALID");
  });

  test("expire as requested, or never", async () => {
    let now = new Date("2026-11-25T12:00:00Z");
    await using api = await openTestApi(backend, { now: () => now });
    const { tokens } = api.as(admin);
    const lasting = await tokens.create({ kind: "server", action: "*" });
    const short = await tokens.create({ kind: "server", action: "*", expiresInSeconds: 60 });
    expect(lasting.expiresAt).toBeNull();
    expect(short.expiresAt).toBe("2026-11-25T12:01:00.000000Z");
    now = new Date("2026-11-25T12:01:30Z");
    expect((await rejectionOf(callWith(api, short).users.list({}))).code).toBe("UNAUTHENTICATED");
    expect(await callWith(api, lasting).users.list({})).toMatchObject({ users: [] });
  });

  test("are signed with the newest key that suffices, or the given one, of this app only", async () => {
    await using api = await openTestApi(backend);
    const { apiKeys, apps, tokens } = api.as(admin);
    const { apiKey: second } = await apiKeys.add({ name: "Second" });
    await apiKeys.add({ name: "Elsewhere", allowFrom: ["192.0.2.1"] });
    const reader = await apiKeys.add({ name: "Reader", scopes: ["users:read"] });
    const reading = await tokens.create({ kind: "server", action: "read" });
    expect(reading.apiKey).toBe(reader.apiKey.key);
    expect((await tokens.create({ kind: "user", userId: "ada" })).apiKey).toBe(second.key);
    expect((await tokens.create({ kind: "server", action: "*" })).apiKey).toBe(second.key);
    const named = await tokens.create({ kind: "server", action: "*", apiKey: api.apiKey });
    expect(await callWith(api, named).users.list({})).toMatchObject({ users: [] });
    const shop = await apps.add({ name: "Shop" });
    const inShop = api.as(adminActor(shop.id));
    for (const apiKey of [api.apiKey, undefined]) {
      const foreign = inShop.tokens.create({ kind: "server", action: "*", apiKey });
      expect((await rejectionOf(foreign)).code).toBe("NOT_FOUND");
    }
    await apiKeys.revoke({ key: second.key });
    expect((await tokens.create({ kind: "server", action: "*" })).apiKey).toBe(api.apiKey);
  });
});

describe.each(backends)("tokens created by a server token on %s", (backend) => {
  test("allow no more than it does itself", async () => {
    await using api = await openTestApi(backend);
    const actor = { ...serverActor("main"), apiKey: api.apiKey };
    const all = api.as(actor).tokens;
    const limited = api.as({ ...actor, actions: new Set(["read", "write"] as const) }).tokens;
    expect((await all.create({ kind: "server", action: "*" })).apiKey).toBe(api.apiKey);
    await limited.create({ kind: "server", action: "read" });
    for (const action of ["*", "delete"] as const) {
      const more = await rejectionOf(limited.create({ kind: "server", action }));
      expect(more).toMatchObject({ code: "FORBIDDEN", message: expect.stringContaining("delete") });
    }
    // A user token may remove its user.
    const user = { kind: "user", userId: "ada" } as const;
    expect((await rejectionOf(limited.create(user))).code).toBe("FORBIDDEN");
    const own = callWith(api, await all.create(user));
    expect(await own.users.add({ id: "ada" })).toMatchObject({ created: true });
  });

  test("are signed with its own key, so that they have the scopes of that key", async () => {
    await using api = await openTestApi(backend);
    const { apiKeys } = api.as(admin);
    const { apiKey } = await apiKeys.add({
      name: "Narrow",
      scopes: ["users:read", "tokens:create"],
    });
    const narrow = { ...serverActor("main"), apiKey: apiKey.key, scopes: new Set(apiKey.scopes) };
    const { tokens } = api.as(narrow);
    const foreign = tokens.create({ kind: "server", action: "*", apiKey: api.apiKey });
    expect((await rejectionOf(foreign)).code).toBe("FORBIDDEN");
    const made = callWith(api, await tokens.create({ kind: "user", userId: "ada" }));
    expect((await rejectionOf(made.users.get({ id: "ada" }))).code).toBe("NOT_FOUND");
    expect(await rejectionOf(made.users.add({ id: "ada" }))).toMatchObject({
      code: "FORBIDDEN",
      details: { missingScope: "users:write" },
    });
  });

  test("expire with it at the latest", async () => {
    const now = new Date("2026-11-25T12:00:00Z");
    await using api = await openTestApi(backend, { now: () => now });
    const actor = { ...serverActor("main"), apiKey: api.apiKey };
    const hour = now.getTime() / 1000 + 3600;
    const { tokens } = api.as({ ...actor, expiresAt: hour });
    const token = { kind: "server", action: "read" } as const;
    expect((await tokens.create(token)).expiresAt).toBe("2026-11-25T13:00:00.000000Z");
    expect((await tokens.create({ ...token, expiresInSeconds: 60 })).expiresAt).toBe(
      "2026-11-25T12:01:00.000000Z",
    );
    const longer = tokens.create({ ...token, expiresInSeconds: 3601 });
    expect((await rejectionOf(longer)).code).toBe("FORBIDDEN");
    expect((await api.as(actor).tokens.create(token)).expiresAt).toBeNull();
  });
});

test.each(backends)("a key's last use is recorded with a delay, on %s", async (backend) => {
  await using api = await openTestApi(backend, { clock: () => 5_000_000n });
  const { tokens, apiKeys } = api.as(admin);
  const made = await tokens.create({ kind: "server", action: "*" });
  const lastUse = async () => (await apiKeys.list()).apiKeys[0]?.lastUsedAt;
  await rejectionOf(callWith(api, { ...made, token: "forged" }).users.list({}));
  await api.database.apiKeyUses.flush();
  expect(await lastUse()).toBeNull();
  await callWith(api, made).users.list({});
  expect(await lastUse()).toBeNull();
  await api.database.apiKeyUses.flush();
  expect(await lastUse()).toBe("1970-01-01T00:00:05.000000Z");
});
