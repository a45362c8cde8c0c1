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
      readsAudit: false,
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

  test("reactivates an existing key with a new secret, and keeps its name and creation time", async () => {
    let now = 1n;
    await using database = await openTestDatabase(backend, { clock: () => now++ });
    const row = await database.apiKeys.upsert(key);
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
