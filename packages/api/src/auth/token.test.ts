import { createHmac } from "node:crypto";
import { legacyScopes } from "@roster/contract";
import { expect, test } from "vitest";
import { rejectionOf, signToken } from "../testing.js";
import type { ActiveKey } from "./keyring.js";
import { verifyToken } from "./token.js";

const key: ActiveKey = {
  appId: "main",
  key: "test-key",
  name: "Test",
  secret: "s".repeat(40),
  previous: null,
  scopes: new Set(legacyScopes),
  expiresAt: null,
  ratePerMinute: null,
  allows: null,
};
const now = new Date("2026-11-23T12:00:00Z");
const seconds = now.getTime() / 1000;

const clock = { now, leewaySeconds: 30 };

const actorOf = async (claims: Record<string, unknown>, secret = key.secret) =>
  (await verifyToken(await signToken(claims, secret), key, clock)).actor;

const messageFor = async (claims: Record<string, unknown>) =>
  (await rejectionOf(actorOf({ user_id: "a", ...claims }))).message;

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test.each([
  [{ resource: "*", action: "*", feed_id: "*" }, ["delete", "read", "write"]],
  [{ resource: "users", action: "*", user_id: "*" }, ["delete", "read", "write"]],
  [{ resource: "users", action: "read", feed_id: "*" }, ["read"]],
  [{ resource: "users", action: "write" }, ["write"]],
  [{ resource: "users", action: "delete" }, ["delete"]],
])("accepts the claims %j as those of a server token", async (claims, actions) => {
  const actor = await actorOf(claims);
  expect(actor).toMatchObject({ kind: "server", appId: "main" });
  expect(actor.kind === "server" && [...actor.actions].toSorted()).toEqual(actions);
});

test("accepts a token with a user_id and no resource as a user token", async () => {
  const actor = await actorOf({ user_id: "john-doe", anything: 1 });
  expect(actor).toMatchObject({ kind: "user", appId: "main", userId: "john-doe" });
});

test("accepts a numeric user_id as its decimal string", async () => {
  expect(await actorOf({ user_id: 42 })).toMatchObject({ kind: "user", userId: "42" });
});

test.each([
  [{}],
  [{ user_id: "*" }],
  [{ user_id: "" }],
  [{ resource: "feeds", action: "*" }],
  [{ resource: "users" }],
  [{ resource: "users", action: "admin" }],
  [{ resource: null, user_id: "a" }],
])("rejects the claims %j", async (claims) => {
  expect((await rejectionOf(actorOf(claims))).code).toBe("UNAUTHENTICATED");
});

test("enforces exp and nbf by the injected clock, with the leeway", async () => {
  await actorOf({ user_id: "a", exp: seconds - 29, nbf: seconds + 30 });
  expect(await messageFor({ exp: seconds - 30 })).toBe("The token has expired");
  expect(await messageFor({ nbf: seconds + 31 })).toBe("The token is not valid yet");
  expect(await messageFor({ exp: "soon" })).toContain("exp");
  const strict = verifyToken(await signToken({ user_id: "a", exp: seconds }, key.secret), key, {
    now,
    leewaySeconds: 0,
  });
  expect((await rejectionOf(strict)).message).toBe("The token has expired");
});

test.each(["exp", "nbf", "iat"])("rejects %s in milliseconds, with the reason", async (claim) => {
  await actorOf({ user_id: "a", exp: 253_402_300_799 });
  for (const value of [253_402_300_800, now.getTime(), -1e300]) {
    expect(await messageFor({ [claim]: value })).toContain(
      `has ${claim} ${value}, which is not a time up to the year 9999`,
    );
  }
  const whole = { exp: seconds + 60, nbf: seconds, iat: seconds, [claim]: now.getTime() };
  expect(await messageFor(whole)).toContain("JWT times are seconds since 1970, not milliseconds");
});

const clockHint = `compare the clock of the machine that issued it with this server's, which says ${now.toISOString()}`;

test.each([
  ["a minute's token that expired minutes ago", { iat: -240, exp: -180 }, true],
  ["an hour's token that expired minutes ago", { iat: -3_780, exp: -180 }, true],
  ["a token from the future", { iat: 180, nbf: 180, exp: 240 }, true],
  ["a token from another time zone", { iat: 7_200, nbf: 7_200 }, true],
  ["a day's token", { iat: -86_500, exp: -100 }, false],
  ["a minute's token of yesterday", { iat: -86_400, exp: -86_340 }, false],
  ["a token that was issued for later", { iat: -10, nbf: 180 }, false],
  ["a token that does not say when it was issued", { exp: -180 }, false],
])("suggests checking the clocks for %s only if they may be wrong", async (_what, times, hint) => {
  const claims = Object.entries(times).map(([claim, offset]) => [claim, seconds + offset] as const);
  const message = await messageFor(Object.fromEntries(claims));
  expect(message).toMatch(/^The token (?:has expired|is not valid yet)/);
  expect(message.includes(clockHint)).toBe(hint);
});

test("rejects a token signed with another secret, and one with tampered claims", async () => {
  expect((await rejectionOf(actorOf({ user_id: "a" }, "t".repeat(40)))).message).toContain(
    "secret",
  );
  const [head, , signature] = (await signToken({ user_id: "a" }, key.secret)).split(".");
  const changed = `${head}.${base64url({ user_id: "b" })}.${signature}`;
  expect((await rejectionOf(verifyToken(changed, key, clock))).code).toBe("UNAUTHENTICATED");
});

test.each([
  ["none", () => ""],
  ["None", () => ""],
  ["HS512", (text: string) => createHmac("sha512", key.secret).update(text).digest("base64url")],
  ["RS256", (text: string) => createHmac("sha256", key.secret).update(text).digest("base64url")],
  [undefined, (text: string) => createHmac("sha256", key.secret).update(text).digest("base64url")],
])("rejects the algorithm %s, even if the signature matches", async (alg, sign) => {
  const text = `${base64url({ alg })}.${base64url({ user_id: "a" })}`;
  const rejection = await rejectionOf(verifyToken(`${text}.${sign(text)}`, key, clock));
  expect(rejection.code).toBe("UNAUTHENTICATED");
});

/** RFC 8725 §3.1, §3.5 and §3.9: the header does not decide how a token is verified. */
test.each([
  { alg: "HS256", crit: ["exp"] },
  { alg: "HS256", b64: false, crit: ["b64"] },
  { alg: "HS256", jwk: { kty: "oct", k: base64url("another key") } },
  { alg: "HS256", jku: "https://attacker.example/keys" },
  { alg: "HS256", kid: "../../dev/null" },
])("uses no key and no extension from the header %j", async (header) => {
  const text = `${base64url(header)}.${base64url({ user_id: "a" })}`;
  for (const secret of ["another key", ""]) {
    const signature = createHmac("sha256", secret).update(text).digest("base64url");
    const rejection = await rejectionOf(verifyToken(`${text}.${signature}`, key, clock));
    expect(rejection.code).toBe("UNAUTHENTICATED");
  }
});

test("rejects every token for a key with an empty secret", async () => {
  const text = `${base64url({ alg: "HS256" })}.${base64url({ user_id: "a" })}`;
  const signature = createHmac("sha256", "").update(text).digest("base64url");
  await expect(
    verifyToken(`${text}.${signature}`, { ...key, secret: "" }, clock),
  ).rejects.toThrow();
});

test.each(["", "a", "a.b", "a.b.c", "a.b.c.d", "..", "é.é.é", "x".repeat(10_000)])(
  "rejects the string %j",
  async (text) => {
    expect((await rejectionOf(verifyToken(text, key, clock))).code).toBe("UNAUTHENTICATED");
  },
);
