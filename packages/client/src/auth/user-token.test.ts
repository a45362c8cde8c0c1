import { describe, expect, test } from "vitest";
import { createClient, isRosterError } from "../index.js";
import { openTestServer } from "../test-support/server.js";

function claimsOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

test("a user token can read what its app allows, and change only its own user", async () => {
  await using server = await openTestServer({ userReads: "byId" });
  const backend = server.connect();
  await backend.users.add("jane-doe", { name: "Jane" });
  const token = await backend.createUserToken("john-doe");
  const { users } = createClient({ url: server.url, apiKey: server.apiKey, token });

  await users.add("john-doe", { name: "John" });
  await users.update("john-doe", { name: "John Doe" });
  expect((await users.get("jane-doe")).data).toEqual({ name: "Jane" });
  await expect(users.list()).rejects.toMatchObject({ data: { code: "FORBIDDEN" } });
  for (const call of [users.update("jane-doe", {}), users.remove("jane-doe"), users.add("new")]) {
    await expect(call).rejects.toMatchObject({ data: { code: "FORBIDDEN" } });
  }
});

test("a token is UNAUTHENTICATED once it has expired", async () => {
  let now = new Date();
  await using server = await openTestServer({ now: () => now, userReads: "all" });
  const token = await server.connect().createUserToken("john-doe", { expiresInSeconds: 60 });
  const { users } = createClient({ url: server.url, apiKey: server.apiKey, token });
  now = new Date(Date.now() + 58_000);
  await users.list();
  now = new Date(Date.now() + 92_000);
  await expect(users.list()).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
});

test("a token carries the user, the time and custom claims, and an expiry only if requested", async () => {
  await using server = await openTestServer();
  const roster = server.connect();
  const claims = { role: "é", tags: [1, null] };
  const token = await roster.createUserToken("john-doe", { claims });
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const { iat, ...rest } = Object(claimsOf(token)) as Record<string, unknown>;
  expect(rest).toEqual({ ...claims, user_id: "john-doe" });
  expect(iat).toBeTypeOf("number");
  const expiring = claimsOf(await roster.createUserToken("john-doe", { expiresInSeconds: 60 }));
  expect(expiring).toMatchObject({ exp: Math.floor(Date.now() / 1000) + 60 });
});

describe("createUserToken", () => {
  test.each([
    ["an invalid id", "john doe", {}, ["userId"]],
    ["a lifetime of zero", "john-doe", { expiresInSeconds: 0 }, ["expiresInSeconds"]],
    ["a lifetime of half a second", "john-doe", { expiresInSeconds: 0.5 }, ["expiresInSeconds"]],
    [
      "a lifetime beyond the year 9999",
      "john-doe",
      { expiresInSeconds: 2.6e11 },
      ["expiresInSeconds"],
    ],
    ["a claim that JSON would change", "john-doe", { claims: { n: Number.NaN } }, ["claims", "n"]],
    [
      "a claim that grants more rights",
      "john-doe",
      { claims: { resource: "*" } },
      ["claims", "resource"],
    ],
    [
      "a claim to be another user",
      "john-doe",
      { claims: { user_id: "jane" } },
      ["claims", "user_id"],
    ],
  ])("rejects %s", async (_what, userId, options, path) => {
    await using server = await openTestServer();
    const call = server.connect().createUserToken(userId, options);
    const error = await call.catch((thrown: unknown) => thrown);
    expect(isRosterError(error, "INVALID") && error.data.details?.issues).toMatchObject([{ path }]);
  });

  test("rejects a client without the secret, with the reason", async () => {
    const browser = createClient({ url: "http://localhost:8000", apiKey: "key", token: "token" });
    await expect(browser.createUserToken("john-doe")).rejects.toMatchObject({
      message: "apiSecret: is required to create tokens; create them in a backend",
      data: { code: "INVALID" },
    });
  });
});
