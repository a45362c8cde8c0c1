import type { Scope } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { testSource } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  serverClaims,
  signToken,
  userActor,
} from "../testing.js";

const admin = adminActor("main");
const source = testSource;

describe.each(backends)("the audit log on %s", (backend) => {
  test("is for the administrator, and for server tokens of keys that may read it", async () => {
    await using api = await openTestApi(backend);
    const callWith = async (scopes: Scope[] | undefined, claims: Record<string, unknown>) => {
      const { apiKey, secret } = await api.as(admin).apiKeys.add({ name: "key", scopes });
      const credentials = { apiKey: apiKey.key, authorization: await signToken(claims, secret) };
      return api.api.createCaller(api.api.createContext({ credentials })).audit.list({});
    };
    expect(await callWith(["audit:read"], serverClaims)).toMatchObject({ nextCursor: null });
    expect(await api.as(admin).audit.list({})).toMatchObject({ nextCursor: null });
    expect((await rejectionOf(callWith(undefined, serverClaims))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(callWith(["audit:read"], { user_id: "ada" }))).code).toBe(
      "FORBIDDEN",
    );
    const other = { ...serverActor("main"), scopes: new Set(["audit:read" as const]) };
    expect(
      (await rejectionOf(api.as({ ...other, actions: new Set(["write"]) }).audit.list({}))).code,
    ).toBe("FORBIDDEN");
  });

  test("shows what concerns the installation only to the administrator", async () => {
    await using api = await openTestApi(backend);
    const { audit } = api.database;
    await audit.add({ appId: INSTALLATION, type: "admin.signInFailed", source, details: {} });
    await audit.add({ appId: "other", type: "schema.set", source, details: {} });
    await audit.add({ appId: "main", type: "index.added", source, details: { path: "data.a" } });
    const types: ["admin.signInFailed", "schema.set", "index.added"] = [
      "admin.signInFailed",
      "schema.set",
      "index.added",
    ];
    const typesFor = async (actor: Parameters<typeof api.as>[0]) =>
      (await api.as(actor).audit.list({ types })).entries.map(({ type }) => type);
    expect(await typesFor(admin)).toEqual(["index.added", "admin.signInFailed"]);
    const auditor = { ...serverActor("main"), scopes: new Set(["audit:read" as const]) };
    expect(await typesFor(auditor)).toEqual(["index.added"]);
  });

  test("pages with a cursor that belongs to its filters", async () => {
    await using api = await openTestApi(backend);
    const { audit } = api.as(admin);
    for (let n = 0; n < 3; n += 1) {
      const details = { version: n };
      await api.database.audit.add({ appId: "main", type: "schema.set", source, details });
    }
    const page = { types: ["schema.set" as const], limit: 2 };
    const first = await audit.list(page);
    const second = await audit.list({ ...page, cursor: first.nextCursor ?? "" });
    const found = [...first.entries, ...second.entries].map(
      (one) => "details" in one && one.details,
    );
    expect(found).toEqual([{ version: 2 }, { version: 1 }, { version: 0 }]);
    expect(second.nextCursor).toBeNull();
    const cursors = { other: first.nextCursor ?? "", broken: "x", forged: "WyJ4Iiwi" };
    for (const cursor of Object.values(cursors)) {
      const error = await rejectionOf(audit.list({ types: ["schema.removed"], cursor }));
      expect(error).toMatchObject({ code: "INVALID", details: { issues: [{ path: ["cursor"] }] } });
    }
    const time = "2026-01-01T00:00:00.000000Z";
    expect(await rejectionOf(audit.list({ from: time, to: time }))).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["to"], message: "must be later than from" }] },
    });
  });
});

describe.each(backends)("the history of an app's users on %s", (backend) => {
  test("is set for the app by the administrator", async () => {
    await using api = await openTestApi(backend);
    const { apps } = api.as(admin);
    const other = await apps.add({ name: "Other" });
    expect(other.history).toBe("full");
    expect(await apps.setHistory({ history: "thin" })).toMatchObject({
      id: "main",
      history: "thin",
    });
    const modes = (await apps.list()).apps.map(({ history }) => history);
    expect(modes).toEqual(["thin", "full"]);
    const byServer = api.server.apps.setHistory({ history: "off" });
    expect((await rejectionOf(byServer)).code).toBe("FORBIDDEN");
    expect(await api.server.stats.history()).toEqual({
      history: "thin",
      changes: 0,
      bytes: 0,
      oldestAt: null,
    });
  });

  test("is for backends and the administrator, and NOT_FOUND for a user that never was", async () => {
    await using api = await openTestApi(backend);
    for (const caller of [api.server, api.as(admin)]) {
      expect((await rejectionOf(caller.users.history({ id: "nobody" }))).code).toBe("NOT_FOUND");
    }
    const own = api.as(userActor("main", "ada")).users.history({ id: "ada" });
    expect((await rejectionOf(own)).code).toBe("FORBIDDEN");
    const cursor = api.server.users.history({ id: "ada", cursor: "x" });
    expect((await rejectionOf(cursor)).code).toBe("INVALID");
  });

  test("shows who changed a user, how, and its data before and after", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "ada", data: { n: 1 } });
    await api.as(admin).users.patch({ id: "ada", set: { n: 2 } });
    await api.as(userActor("main", "ada")).users.update({ id: "ada", data: {} });
    await users.add({ id: "bob", data: {} });
    const { history, changes, nextCursor } = await users.history({ id: "ada", limit: 2 });
    expect([history, changes.length]).toEqual(["full", 2]);
    const rest = await users.history({ id: "ada", limit: 2, cursor: nextCursor ?? "" });
    expect([...changes, ...rest.changes]).toMatchObject([
      { type: "user.updated", actor: { kind: "user", id: "ada" }, before: { n: 2 }, data: {} },
      { changed: ["data.n"], actor: { kind: "admin" }, before: { n: 1 }, data: { n: 2 } },
      { type: "user.created", version: 1, actor: { kind: "apiKey", name: "Test" }, data: { n: 1 } },
    ]);
    expect(rest.nextCursor).toBeNull();
    const entries = (await api.as(admin).audit.list({ userId: "ada" })).entries;
    expect(entries).toEqual([...changes, ...rest.changes]);
    expect(await api.server.stats.history()).toMatchObject({
      changes: 4,
      oldestAt: entries[2]?.at,
    });
  });

  test("is thin or off from the next change on, and says so", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "ada", data: { n: 1 } });
    for (const history of ["thin", "off", "full"] as const) {
      await api.as(admin).apps.setHistory({ history });
      await users.patch({ id: "ada", set: { [history]: true } });
    }
    const { changes } = await users.history({ id: "ada" });
    expect(changes.map(({ type, data }) => [type, data])).toEqual([
      ["user.updated", { n: 1, thin: true, off: true, full: true }],
      ["user.baseline", { n: 1, thin: true, off: true }],
      ["user.updated", undefined],
      ["user.created", { n: 1 }],
    ]);
    await api.as(admin).apps.setHistory({ history: "off" });
    expect(await users.history({ id: "ada", limit: 1 })).toMatchObject({ history: "off" });
  });
});
