import { errors } from "@roster/contract";
import { z } from "zod";
import { afterAll, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
await server.allowAll();
afterAll(() => server[Symbol.asyncDispose]());

const Printed = z.object({
  apiKey: z.object({ key: z.string(), scopes: z.array(z.string()) }).loose(),
  secret: z.string(),
});

test("manages keys, and shows a secret only where it is new", async () => {
  const options = ["--scopes", "users:read,stats:read", "--expires-in", "30d", "--rate", "600"];
  const allow = ["--allow-from", "203.0.113.0/24,::1"];
  const adding = await server.roster("keys", "add", "Reports", ...options, ...allow, "--json");
  const { apiKey, secret } = Printed.parse(JSON.parse(adding.stdout));
  expect(apiKey).toMatchObject({
    name: "Reports",
    scopes: ["users:read", "stats:read"],
    ratePerMinute: 600,
    allowFrom: ["203.0.113.0/24", "::1"],
  });
  const { key } = apiKey;
  const lifting = ["--expires-in", "none", "--rate", "none", "--name", "New"];
  const updating = await server.roster("keys", "update", key, ...lifting);
  expect(updating).toMatchObject({ code: 0, stderr: "", stdout: "Updated New.\n" });
  const rotating = await server.roster("keys", "rotate", key, "--overlap", "1h");
  expect(rotating.stdout).toMatch(
    new RegExp(`^ROSTER_API_KEY=${key}\nROSTER_API_SECRET=\\w{64}\n$`),
  );
  expect(rotating.stdout).not.toContain(secret);
  expect(rotating.stderr).toMatch(/The previous secret works until 2/);
  const revoking = await server.roster("keys", "revoke", key, "--yes");
  expect(revoking.stdout).toBe(`Revoked ${key}.\n`);
  const { stdout } = await server.roster("keys", "list");
  expect(stdout).toMatch(
    new RegExp(`^${key} +New +revoked .* never +203.0.113.0/24 ::1 +users:read stats:read$`, "m"),
  );
  expect(stdout).not.toMatch(/\w{64}/);
});

test("rejects unknown scopes, rates and keys", async () => {
  const invalid = { code: errors.INVALID.exitCode };
  const scopes = await server.roster("keys", "add", "x", "--scopes", "users:read,all");
  expect(scopes).toMatchObject(invalid);
  expect(scopes.stderr).toContain('"all" is not a scope');
  expect(await server.roster("keys", "add", "x", "--rate", "0")).toMatchObject(invalid);
  expect(await server.roster("keys", "add", "x", "--allow-from", "home")).toMatchObject(invalid);
  const missing = await server.roster("keys", "revoke", "nothing", "--yes");
  expect(missing.code).toBe(errors.NOT_FOUND.exitCode);
});
