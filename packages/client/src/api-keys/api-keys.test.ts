import { ScopeSchema } from "@roster/contract";
import { adminActor } from "@roster/api/testing";
import { expect, test } from "vitest";
import { openTestServer } from "../test-support/server.js";

test("a key with keys:write manages keys, and a rotation is never sent twice", async () => {
  await using server = await openTestServer();
  const { apiKey, secret } = await server
    .as(adminActor("main"))
    .apiKeys.add({ name: "CI", scopes: [...ScopeSchema.options] });
  const { apiKeys } = server.connect({ apiKey: apiKey.key, apiSecret: secret });
  const added = await apiKeys.add("Reports", { scopes: ["users:read"], allowFrom: ["::1"] });
  const { key } = added.apiKey;
  const expiresAt = "2100-01-01T00:00:00.000000Z";
  const changed = await apiKeys.update(key, { name: "New", expiresAt, allowFrom: null });
  expect(changed).toEqual({ ...added.apiKey, name: "New", expiresAt, allowFrom: null });
  const rotated = await apiKeys.rotate(key, { overlapSeconds: 60 });
  expect(rotated.secret).not.toBe(added.secret);
  await apiKeys.revoke(key);
  const keys = await apiKeys.list();
  expect(keys.map(({ name, revokedAt }) => [name, revokedAt !== null])).toEqual([
    ["First key", false],
    ["CI", false],
    ["New", true],
  ]);
  await server.database.close();
  server.requests.length = 0;
  await expect(apiKeys.rotate(apiKey.key, { overlapSeconds: 60 })).rejects.toMatchObject({
    data: { code: "UNAVAILABLE" },
  });
  expect(server.requests).toHaveLength(1);
});

test("another key is FORBIDDEN, with the scope that it lacks", async () => {
  await using server = await openTestServer();
  await expect(server.connect().apiKeys.list()).rejects.toMatchObject({
    data: { code: "FORBIDDEN", details: { missingScope: "keys:write" } },
  });
});
