import { legacyScopes } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { backends, openTestDatabase } from "../testing.js";

const key = { key: "k1", appId: "app", name: "Key", secret: "ciphertext" };

describe.each(backends)("the API key store on %s", (backend) => {
  test("returns a key as it was added, active", async () => {
    await using database = await openTestDatabase(backend, { clock: () => 1_000_001n });
    const row = {
      ...key,
      createdAt: 1_000_001n,
      revokedAt: null,
      lastUsedAt: null,
      scopes: legacyScopes.join(" "),
      expiresAt: null,
      ratePerMinute: null,
      allowFrom: null,
      previousSecret: null,
      previousSecretUntil: null,
    };
    expect(await database.apiKeys.add(key)).toEqual(row);
    expect(await database.apiKeys.get("k1")).toEqual(row);
    expect(await database.apiKeys.get("K1")).toBeNull();
  });

  test("never replaces a key by adding it again", async () => {
    await using database = await openTestDatabase(backend);
    const row = await database.apiKeys.add(key);
    await expect(database.apiKeys.add({ ...key, secret: "other" })).rejects.toThrow();
    expect(await database.apiKeys.get("k1")).toEqual(row);
  });

  test("revokes a key once, and only for its own app", async () => {
    await using database = await openTestDatabase(backend, { clock: () => 5n });
    await database.apiKeys.add(key);
    expect(await database.apiKeys.revoke("other", "k1")).toBe(false);
    expect(await database.apiKeys.revoke("app", "k2")).toBe(false);
    expect((await database.apiKeys.get("k1"))?.revokedAt).toBeNull();
    const attempts = Array.from({ length: 10 }, () => database.apiKeys.revoke("app", "k1"));
    expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(1);
    expect((await database.apiKeys.get("k1"))?.revokedAt).toBe(5n);
  });

  test("changes a key only with the scopes that the caller has seen, and no revoked one", async () => {
    await using database = await openTestDatabase(backend);
    const seen = await database.apiKeys.add({ ...key, scopes: "users:read" });
    const { apiKeys } = database;
    const rotation = { secret: "new", previousUntil: 9n };
    for (const other of [{ scopes: "users:write" }, { appId: "other" }, { key: "k2" }]) {
      expect(await apiKeys.update({ ...seen, ...other }, { name: "x" })).toBe(false);
      expect(await apiKeys.rotate({ ...seen, ...other }, rotation)).toBe(false);
    }
    expect(await apiKeys.get("k1")).toEqual(seen);
    const change = { name: "New", scopes: "users:write", expiresAt: 7n, ratePerMinute: 6 };
    expect(await apiKeys.update(seen, { ...change, allowFrom: "::1" })).toBe(true);
    expect(await apiKeys.get("k1")).toEqual({ ...seen, ...change, allowFrom: "::1" });
    await apiKeys.revoke("app", "k1");
    expect(await apiKeys.update({ ...seen, ...change }, { name: "x" })).toBe(false);
    expect(await apiKeys.rotate({ ...seen, ...change }, rotation)).toBe(false);
  });

  test("keeps the secret before the last rotation, until the next one or for no time", async () => {
    await using database = await openTestDatabase(backend);
    const { apiKeys } = database;
    const seen = await apiKeys.add(key);
    const secretsAfter = async (secret: string, previousUntil: bigint | null) => {
      const current = (await apiKeys.get("k1")) ?? seen;
      expect(await apiKeys.rotate(current, { secret, previousUntil })).toBe(true);
      expect(await apiKeys.rotate(current, { secret: "lost", previousUntil })).toBe(false);
      const row = await apiKeys.get("k1");
      return [row?.secret, row?.previousSecret, row?.previousSecretUntil];
    };
    expect(await secretsAfter("b", 9n)).toEqual(["b", "ciphertext", 9n]);
    expect(await secretsAfter("c", 10n)).toEqual(["c", "b", 10n]);
    expect(await apiKeys.replaceSecret("k1", { from: "b", to: "b2" })).toBe(true);
    expect(await apiKeys.replaceSecret("k1", { from: "c", to: "c2" })).toBe(true);
    expect(await apiKeys.replaceSecret("k1", { from: "b", to: "x" })).toBe(false);
    const { secret, previousSecret } = (await apiKeys.get("k1")) ?? seen;
    expect([secret, previousSecret]).toEqual(["c2", "b2"]);
    expect(await secretsAfter("d", null)).toEqual(["d", null, null]);
  });

  test("reactivates an existing key with a new secret, and keeps its name and creation time", async () => {
    let now = 1n;
    await using database = await openTestDatabase(backend, { clock: () => now++ });
    const row = await database.apiKeys.upsert(key);
    await database.apiKeys.rotate(row, { secret: "rotated", previousUntil: 9n });
    await database.apiKeys.revoke("app", "k1");
    await database.apiKeys.upsert({ ...key, name: "Other", secret: "new" });
    expect(await database.apiKeys.get("k1")).toEqual({ ...row, secret: "new", revokedAt: null });
  });

  test("has one key after 10 concurrent starts upsert it", async () => {
    await using database = await openTestDatabase(backend);
    await Promise.all(Array.from({ length: 10 }, () => database.apiKeys.upsert(key)));
    expect(await database.apiKeys.list("app")).toHaveLength(1);
  });

  test("lists the keys of one app, including revoked ones, in order of creation", async () => {
    await using database = await openTestDatabase(backend);
    for (const name of ["b", "c", "a"]) await database.apiKeys.add({ ...key, key: name });
    await database.apiKeys.add({ ...key, key: "d", appId: "other" });
    await database.apiKeys.revoke("app", "c");
    const keys = await database.apiKeys.list("app");
    expect(keys.map((row) => row.key)).toEqual(["b", "c", "a"]);
  });
});
