import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { backends, openTestDatabase } from "../testing.js";

const newKey = (key: string) => ({ key, appId: "app", name: key, secret: "s" });

describe.each(backends)("the uses of API keys on %s", (backend) => {
  test("are written on flush, and never go back in time, whichever process writes last", async () => {
    let now = 1_000_000n;
    await using one = await openTestDatabase(backend, { clock: () => now });
    await using two = await openDatabase({ url: one.url, clock: () => now });
    for (const key of ["a", "b", "c"]) await one.apiKeys.add(newKey(key));
    one.apiKeyUses.record("a");
    one.apiKeyUses.record("b");
    one.apiKeyUses.record("gone");
    now += 5n;
    two.apiKeyUses.record("a");
    expect((await one.apiKeys.get("a"))?.lastUsedAt).toBeNull();
    await two.apiKeyUses.flush();
    await one.apiKeyUses.flush();
    const uses = (await two.apiKeys.list("app")).map(({ key, lastUsedAt }) => [key, lastUsedAt]);
    expect(Object.fromEntries(uses)).toEqual({ a: 1_000_005n, b: 1_000_000n, c: null });
  });

  test("that are not yet written are flushed when the database is closed", async () => {
    await using one = await openTestDatabase(backend, { clock: () => 7n });
    await one.apiKeys.add(newKey("a"));
    const two = await openDatabase({ url: one.url, clock: () => 7n });
    two.apiKeyUses.record("a");
    await two.close();
    expect((await one.apiKeys.get("a"))?.lastUsedAt).toBe(7n);
  });
});
