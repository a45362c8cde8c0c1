import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  openTestSession,
  rejectionOf,
  type TestApi,
  userActor,
} from "../testing.js";

const admin = adminActor("main");
const password = "a password for tests";
const browser = { address: "192.0.2.1", userAgent: "Browser" };

/** The types and details of all events, oldest first. */
async function eventsOf(api: TestApi) {
  const { entries } = await api.as(admin).audit.list({ limit: 1000 });
  const events = entries.flatMap((one) => ("changed" in one ? [] : [one]));
  return events.toReversed();
}

describe.each(backends)("the audit log on %s records", (backend) => {
  test("what administrators do to apps, keys and tokens, without their secrets", async () => {
    await using api = await openTestApi(backend);
    const { apps, apiKeys, tokens } = api.as(admin);
    const { id } = await apps.add({ name: "Shop" });
    await apps.rename({ id: "main", name: "Renamed" });
    await apps.setHistory({ history: "thin" });
    const { apiKey, secret } = await apiKeys.add({ name: "Backend", scopes: ["audit:read"] });
    const { token } = await tokens.create({ kind: "user", userId: "ada" });
    await tokens.create({ kind: "server", action: "read", expiresInSeconds: 60 });
    await apiKeys.revoke({ key: apiKey.key });
    const events = await eventsOf(api);
    expect(events.map(({ type, userId, details }) => [type, userId, details])).toEqual([
      ["app.added", undefined, { appId: id, name: "Shop" }],
      ["app.renamed", undefined, { name: "Renamed" }],
      ["app.historySet", undefined, { history: "thin" }],
      ["apiKey.added", undefined, { apiKey: apiKey.key, name: "Backend", scopes: "audit:read" }],
      ["token.created", "ada", { kind: "user", apiKey: api.apiKey, expiresAt: null }],
      [
        "token.created",
        undefined,
        { kind: "server", action: "read", apiKey: api.apiKey, expiresAt: expect.any(String) },
      ],
      ["apiKey.revoked", undefined, { apiKey: apiKey.key }],
    ]);
    for (const { actor } of events) expect(actor).toEqual({ kind: "admin", id: "admin" });
    expect(JSON.stringify(events)).not.toContain(secret);
    expect(JSON.stringify(events)).not.toContain(token);
  });

  test("what backends do to schemas and indexes, but not calls that change nothing", async () => {
    await using api = await openTestApi(backend);
    const { apps, indexes } = api.server;
    for (let call = 0; call < 2; call += 1) {
      await apps.setDataSchema({ schema: { type: "object" } });
      await indexes.add({ path: "data.a" });
    }
    await apps.removeDataSchema();
    await indexes.remove({ path: "data.a" });
    await rejectionOf(apps.removeDataSchema());
    await rejectionOf(indexes.remove({ path: "data.a" }));
    const events = await eventsOf(api);
    expect(events.map(({ type, details }) => [type, details])).toEqual([
      ["schema.set", { version: 1, appliesTo: "allUsers" }],
      ["index.added", { path: "data.a", unique: false }],
      ["schema.removed", { version: 2 }],
      ["index.removed", { path: "data.a" }],
    ]);
    expect(events[0]?.actor).toMatchObject({ kind: "apiKey", name: "Test" });
  });

  test("each import once, however often it is sent, and the first page of an export", async () => {
    await using api = await openTestApi(backend, { userReads: "all" });
    const { users } = api.server;
    const call = {
      users: [{ id: "ada" }, { id: "bob" }, { id: "not valid" }],
      idempotencyKey: "k",
    };
    for (let sent = 0; sent < 2; sent += 1) await users.import(call);
    await users.import({ users: [{ id: "ada" }], getOrCreate: true });
    const page = { purpose: "export", limit: 1, where: { version: 1 } } as const;
    const { nextCursor } = await users.list(page);
    await users.list({ ...page, cursor: nextCursor ?? "" });
    await users.list({ limit: 1 });
    const own = api.as(userActor("main", "ada"));
    await own.users.import({ users: [{ id: "ada", data: { n: 1 } }], update: true });
    const { entries } = await api
      .as(admin)
      .audit.list({ userId: "ada", types: ["users.imported"] });
    expect(entries).toMatchObject([{ userId: "ada", actor: { kind: "user", id: "ada" } }]);
    expect((await own.users.list(page)).users).toHaveLength(1);
    expect((await eventsOf(api)).map(({ type, details }) => [type, details])).toEqual([
      ["users.imported", { created: 2, updated: 0, existing: 0, refused: 1 }],
      ["users.exported", { filtered: true }],
      ["users.imported", { created: 0, updated: 1, existing: 0, refused: 0 }],
    ]);
  });

  test("sign-ins, wrong passwords and ended sessions, in the log of every app", async () => {
    await using api = await openTestApi(backend);
    const { adminSessions } = api.api;
    await rejectionOf(adminSessions.signIn({ password: "wrong" }, browser));
    await adminSessions.signIn({ password }, browser);
    const { token, deviceCookie } = await openTestSession(api, "Other");
    const { token: other } = await openTestSession(api, "Other");
    await adminSessions.signIn({ password }, { ...browser, deviceCookie });
    for (let call = 0; call < 2; call += 1) await adminSessions.signOut(token);
    const { id: sessionId = "" } = (await adminSessions.use(other)) ?? {};
    await api.as({ ...admin, sessionId }).account.endAllSessions();
    const origin = { method: "password", knownBrowser: false, userAgent: "Browser" };
    const events = await eventsOf(api);
    expect(events.map(({ type, details }) => [type, details])).toEqual([
      ["admin.signInFailed", origin],
      ["admin.signedIn", origin],
      ["admin.signedIn", { userAgent: "Other" }],
      ["admin.signedIn", { userAgent: "Other" }],
      ["admin.signedIn", { ...origin, knownBrowser: true }],
      ["admin.signedOut", {}],
      ["admin.sessionsEnded", { ended: 3 }],
    ]);
    expect(new Set(events.map(({ surface }) => surface))).toEqual(new Set(["dashboard", "trpc"]));
  });
});
