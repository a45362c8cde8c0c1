import { createClient } from "@roster/client";
import { errors } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

const Token = z.object({
  token: z.string(),
  userId: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});

const bearer = (apiKey: string, token: string) => ({ "x-api-key": apiKey, authorization: token });

test("a user token acts for its user and cannot change others", async () => {
  const { code, stdout, stderr } = await server.roster("token", "create", "--user", "ada");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "It never expires.\n" });
  const { url, apiKey } = server;
  const { users } = createClient({ url, apiKey, token: stdout.trim() });
  expect(await users.add("ada")).toMatchObject({ created: true });
  await expect(users.add("bob")).rejects.toMatchObject({ data: { code: "FORBIDDEN" } });
});

test("creates a server token without --user, with a warning on stderr", async () => {
  const { code, stdout, stderr } = await server.roster("token", "create");
  expect(code).toBe(0);
  expect(stderr).toContain("Warning: This token can do everything in the app");
  const response = await fetch(`${server.url}/trpc/users.add`, {
    method: "POST",
    headers: { ...bearer(server.apiKey, stdout.trim()), "content-type": "application/json" },
    body: '{"id":"by-token"}',
  });
  expect(response.status).toBe(200);
});

test.each([
  ["90s", 90],
  ["15m", 900],
  ["1h", 3600],
  ["30d", 2_592_000],
] as const)("--expires-in %s sets the expiry, which --json shows", async (time, seconds) => {
  const before = Math.floor(Date.now() / 1000);
  const create = ["token", "create", "--user", "ada", "--expires-in", time];
  const { stdout, stderr } = await server.roster(...create, "--json");
  const { token, userId, expiresAt } = Token.parse(JSON.parse(stdout));
  const claims: unknown = JSON.parse(
    Buffer.from(token.split(".")[1] ?? "", "base64url").toString(),
  );
  const { iat, exp } = z.object({ iat: z.int(), exp: z.int() }).parse(claims);
  expect(iat).toBeGreaterThanOrEqual(before);
  expect(exp).toBe(iat + seconds);
  expect({ userId, expiresAt }).toEqual({
    userId: "ada",
    expiresAt: new Date(exp * 1000).toISOString(),
  });
  expect(stderr).toBe("");
});

test("a server token can expire too, and --json prints the warning as JSON", async () => {
  const args = ["token", "create", "--expires-in", "1h", "--json"];
  const { stdout, stderr } = await server.roster(...args);
  expect(Token.parse(JSON.parse(stdout))).toMatchObject({
    userId: null,
    expiresAt: expect.any(String),
  });
  expect(JSON.parse(stderr)).toEqual({
    warning: { message: expect.stringContaining("everything") },
  });
});

test.each([
  ["an invalid user id", ["--user", "a b"], "userId: must be 1 to 255"],
  ["a time without a unit", ["--expires-in", "60"], "such as 90s, 15m, 1h or 30d"],
  ["a time of zero", ["--expires-in", "0s"], "such as 90s, 15m, 1h or 30d"],
] as const)("rejects %s", async (_, args, message) => {
  const { code, stdout, stderr } = await server.roster("token", "create", ...args);
  expect({ code, stdout }).toEqual({ code: errors.INVALID.exitCode, stdout: "" });
  expect(stderr).toContain(message);
});
