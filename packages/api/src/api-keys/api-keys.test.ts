import { TRPCError } from "@trpc/server";
import { legacyScopes, type Scope } from "@roster/contract";
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

/** A backend whose key has these scopes. */
const withScopes = (api: TestApi, ...scopes: Scope[]) =>
  api.as({ ...serverActor("main"), scopes: new Set(scopes) }).apiKeys;

describe.each(backends)("API keys on %s", (backend) => {
  test("have by default the scopes of keys from before there were scopes, and never none", async () => {
    await using api = await openTestApi(backend);
    const { apiKeys } = api.as(admin);
    const { apiKey } = await apiKeys.add({ name: "key" });
    expect(apiKey).toMatchObject({
      scopes: legacyScopes,
      expiresAt: null,
      ratePerMinute: null,
      allowFrom: null,
      previousSecretUntil: null,
    });
    expect((await apiKeys.list()).apiKeys.map(({ scopes }) => scopes)).toEqual([
      legacyScopes,
      legacyScopes,
    ]);
    const none = { code: "INVALID", details: { issues: [{ path: ["scopes"] }] } };
    expect(await rejectionOf(apiKeys.add({ name: "key", scopes: [] }))).toMatchObject(none);
    expect(await rejectionOf(apiKeys.update({ key: apiKey.key, scopes: [] }))).toMatchObject(none);
    const twice = await apiKeys.add({
      name: "key",
      scopes: ["users:write", "users:read", "users:read"],
    });
    expect(twice.apiKey.scopes).toEqual(["users:read", "users:write"]);
  });

  test("grant only scopes that they have, and that their token's actions include", async () => {
    await using api = await openTestApi(backend);
    const manager = withScopes(api, "keys:write", "users:read");
    const narrow: Scope[] = ["keys:write", "users:read"];
    const { apiKey } = await manager.add({ name: "key", scopes: narrow });
    expect(apiKey.scopes).toEqual(["users:read", "keys:write"]);
    const lacking = (missingScope: Scope) => ({ code: "FORBIDDEN", details: { missingScope } });
    const more = await rejectionOf(manager.add({ name: "key", scopes: [...narrow, "audit:read"] }));
    expect(more).toMatchObject(lacking("audit:read"));
    expect(await rejectionOf(manager.add({ name: "key" }))).toMatchObject(lacking("users:write"));
    const widening = manager.update({ key: apiKey.key, scopes: [...narrow, "schema:write"] });
    expect(await rejectionOf(widening)).toMatchObject(lacking("schema:write"));
    const writing = api.as({
      ...serverActor("main"),
      actions: new Set(["write"] as const),
      scopes: new Set(narrow),
    });
    expect(
      (await rejectionOf(writing.apiKeys.add({ name: "key", scopes: ["users:read"] }))).message,
    ).toContain("read");
    expect(await manager.list()).toMatchObject({
      apiKeys: [{ name: "First key" }, { name: "key" }],
    });
  });

  test("do not change keys that have scopes they lack", async () => {
    await using api = await openTestApi(backend);
    const manager = withScopes(api, "keys:write", "users:read");
    const { apiKey } = await api
      .as(admin)
      .apiKeys.add({ name: "key", scopes: ["users:read", "audit:read"] });
    const { key } = apiKey;
    const attempts = [
      () => manager.update({ key, name: "x" }),
      () => manager.rotate({ key, overlapSeconds: 60 }),
      () => manager.revoke({ key }),
    ];
    for (const attempt of attempts) {
      expect(await rejectionOf(attempt())).toMatchObject({
        code: "FORBIDDEN",
        details: { missingScope: "audit:read" },
      });
    }
    expect((await api.as(admin).apiKeys.list()).apiKeys.at(-1)).toEqual(apiKey);
    await api.as(admin).apiKeys.update({ key, scopes: ["users:read"] });
    for (const attempt of attempts) await attempt();
    for (const attempt of attempts) expect((await rejectionOf(attempt())).code).toBe("NOT_FOUND");
  });

  test("belong to one app, whose callers alone can change them", async () => {
    await using api = await openTestApi(backend);
    const other = await api.as(admin).apps.add({ name: "Other" });
    const { apiKeys } = api.as(adminActor(other.id));
    const key = api.apiKey;
    for (const attempt of [
      apiKeys.update({ key, name: "x" }),
      apiKeys.rotate({ key, overlapSeconds: 0 }),
      apiKeys.revoke({ key }),
    ]) {
      expect((await rejectionOf(attempt)).code).toBe("NOT_FOUND");
    }
  });

  test("are changed as told, in the audit log too", async () => {
    await using api = await openTestApi(backend);
    const { apiKeys, audit } = api.as(admin);
    const { apiKey } = await apiKeys.add({
      name: "Old",
      scopes: ["users:read"],
      allowFrom: ["::1"],
    });
    const { key } = apiKey;
    const expiresAt = "2100-01-01T00:00:00.000000Z";
    const changed = await apiKeys.update({
      key,
      name: "New",
      expiresAt,
      ratePerMinute: 60,
      allowFrom: null,
    });
    expect(changed.apiKey).toEqual({
      ...apiKey,
      name: "New",
      expiresAt,
      ratePerMinute: 60,
      allowFrom: null,
    });
    expect((await apiKeys.list()).apiKeys.at(-1)).toEqual(changed.apiKey);
    const { secret } = await apiKeys.rotate({ key, overlapSeconds: 0 });
    const { entries } = await audit.list({
      types: ["apiKey.added", "apiKey.updated", "apiKey.rotated"],
    });
    expect(entries.map((entry) => "details" in entry && [entry.type, entry.details])).toEqual([
      ["apiKey.rotated", { apiKey: key, name: "New", previousSecretUntil: null }],
      [
        "apiKey.updated",
        {
          apiKey: key,
          name: "New",
          nameBefore: "Old",
          expiresAt,
          expiresAtBefore: null,
          ratePerMinute: 60,
          ratePerMinuteBefore: null,
          allowFrom: null,
          allowFromBefore: "::1",
        },
      ],
      ["apiKey.added", { apiKey: key, name: "Old", scopes: "users:read", allowFrom: "::1" }],
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  test("are not changed by nothing", async () => {
    await using api = await openTestApi(backend);
    const nothing = api.as(admin).apiKeys.update({ key: api.apiKey });
    expect(await rejectionOf(nothing)).toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("at least one property"),
    });
  });

  test("that expire give nobody a secret that outlives them", async () => {
    await using api = await openTestApi(backend);
    const end = "2100-01-01T00:00:00.000000Z";
    const keyExpiresAt = BigInt(Date.parse(end)) * 1000n;
    const actor = {
      ...serverActor("main"),
      scopes: new Set(["keys:write", "users:read"] as const),
    };
    const { apiKeys } = api.as({ ...actor, keyExpiresAt });
    const key = { name: "key", scopes: ["users:read" as const] };
    const added = await apiKeys.add(key);
    expect(added.apiKey.expiresAt).toBe(end);
    const lasting = await api.as(admin).apiKeys.add(key);
    const later = "2100-01-01T00:00:00.000001Z";
    for (const attempt of [
      () => apiKeys.add({ ...key, expiresAt: null }),
      () => apiKeys.add({ ...key, expiresAt: later }),
      () => apiKeys.update({ key: added.apiKey.key, expiresAt: later }),
      () => apiKeys.update({ key: added.apiKey.key, expiresAt: null }),
      () => apiKeys.rotate({ key: lasting.apiKey.key, overlapSeconds: 0 }),
    ]) {
      const message = expect.stringContaining(end) as string;
      expect(await rejectionOf(attempt())).toMatchObject({ code: "FORBIDDEN", message });
    }
    await apiKeys.rotate({ key: added.apiKey.key, overlapSeconds: 0 });
  });

  test("with scopes of a later release are changed by administrators only, and keep them", async () => {
    await using api = await openTestApi(backend);
    const sealed = { key: "later", appId: "main", name: "Later", secret: "sealed" };
    await api.database.apiKeys.add({ ...sealed, scopes: "users:read users:fly" });
    const key = "later";
    for (const attempt of [
      () => withScopes(api, "keys:write", "users:read").update({ key, name: "x" }),
      () => withScopes(api, "keys:write", "users:read").revoke({ key }),
    ]) {
      const message = expect.stringContaining("users:fly") as string;
      expect(await rejectionOf(attempt())).toMatchObject({ code: "FORBIDDEN", message });
    }
    await api.as(admin).apiKeys.update({ key, scopes: ["users:write"] });
    expect((await api.database.apiKeys.get(key))?.scopes).toBe("users:write users:fly");
  });

  test("rotated by several callers at once give a secret to one of them", async () => {
    await using api = await openTestApi(backend);
    const { apiKeys } = api.as(admin);
    const rotate = async () => {
      const rotated = apiKeys.rotate({ key: api.apiKey, overlapSeconds: 60 });
      return rotated.then(
        () => "rotated",
        (error: unknown) => (error instanceof TRPCError ? error.code : "failed"),
      );
    };
    const outcomes = await Promise.all([rotate(), rotate(), rotate()]);
    expect(outcomes).toContain("rotated");
    expect(["rotated", "CONFLICT"]).toEqual(expect.arrayContaining(outcomes));
  });
});
