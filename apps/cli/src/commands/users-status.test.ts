import { errors } from "@roster/contract";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

const users = (...args: string[]) => server.roster("users", ...args);

beforeEach(async () => {
  await server.client.users.add("ada", { name: "Ada" }, { getOrCreate: true });
});

test("deactivates and reactivates a user, and says if there is nothing to do", async () => {
  const first = await users("deactivate", "ada");
  expect(first).toMatchObject({ code: 0, stderr: "Deactivated ada.\n" });
  expect(first.stdout).toMatch(/^status: +deactivated\ndeactivated: +20.*Z$/m);
  expect((await users("list")).stdout).toMatch(/^ada +deactivated +20/m);
  expect((await users("deactivate", "ada")).stderr).toContain("Nothing to do");
  expect((await users("reactivate", "ada", "--json")).stdout).toContain('"changed":true');
  expect((await server.client.users.get("ada")).status).toBe("active");
});

test("bans a user for a time, until a time or without end, and unbans it", async () => {
  const { stdout, stderr } = await users("ban", "ada", "--for", "7d", "--reason", "spam");
  expect(stdout).toMatch(/^banned: +until 20.*Z: spam$/m);
  expect(stderr).toBe("Banned ada.\n");
  expect((await users("list")).stdout).toMatch(/^ada +active, banned +20/m);
  expect((await users("ban", "ada", "--until", "2099-01-01")).stdout).toMatch(
    /^banned: +until 2099-01-01T00:00:00.000000Z$/m,
  );
  expect((await users("ban", "ada")).stdout).toMatch(/^banned: +without end$/m);
  expect((await users("unban", "ada")).stdout).not.toContain("banned:");
  const both = await users("ban", "ada", "--for", "7d", "--until", "2099-01-01");
  expect(both.code).toBe(errors.INVALID.exitCode);
  expect((await users("ban", "ada", "--until", "tomorrow")).stderr).toContain("must be a date");
});

test("revokes the tokens of a user", async () => {
  const { code, stdout } = await users("revoke-tokens", "ada");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^tokens since: +20.*Z$/m);
});

test("hides a user without confirmation, lists it among the deleted ones, and restores it", async () => {
  const removed = await users("remove", "ada", "--soft");
  expect(removed).toMatchObject({ code: 0, stdout: "Removed ada.\n" });
  expect(removed.stderr).toContain("roster users restore ada");
  expect((await users("get", "ada")).code).toBe(errors.NOT_FOUND.exitCode);
  expect((await users("get", "ada", "--include-deleted")).stdout).toMatch(/^deleted: +20.*Z$/m);
  expect((await users("list", "--status", "deleted")).stdout).toMatch(/^ada +deleted +20/m);
  expect((await users("list", "--status", "active")).stdout).not.toContain("ada");
  const add = await users("add", "ada");
  expect(add.code).toBe(errors.CONFLICT.exitCode);
  expect(add.stderr).not.toContain("--get-or-create");
  expect((await users("restore", "ada")).stderr).toBe("Restored ada.\n");
  expect((await users("list", "--status", "gone")).code).toBe(errors.INVALID.exitCode);
});

test("shows who changed what, and restores an earlier version", async () => {
  await server.client.users.remove("ada");
  await server.client.users.add("ada", { plan: "free" });
  await server.client.users.patch("ada", { set: { plan: "pro" } });
  const { stdout } = await users("history", "ada");
  expect(stdout).toMatch(/^VERSION +TIME \(UTC\) +TYPE +BY +DETAILS$/m);
  expect(stdout).toMatch(/^2 +20.* user\.updated .*data\.plan: "free" → "pro"$/m);
  expect(stdout).toMatch(/^1 +20.* user\.created +key /m);
  const reverted = await users("revert", "ada", "1");
  expect(reverted.stderr).toBe("Restored the data of version 1 of ada.\n");
  expect(reverted.stdout).toMatch(/^data\.plan: +"free"$/m);
  const page = (await users("history", "ada", "--limit", "1", "--json")).stdout;
  const { changes } = JSON.parse(page) as { changes: object[] };
  expect(changes).toMatchObject([
    { details: { revertedTo: 1 }, before: { plan: "pro" }, data: { plan: "free" } },
  ]);
});
