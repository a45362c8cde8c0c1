import { errors } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { hasTerminals, runOnTerminal } from "../testing/terminal.js";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

const exists = (id: string) =>
  server.client.users.get(id).then(
    () => true,
    () => false,
  );

test("removes a user without confirmation with --yes", async () => {
  await server.client.users.add("ada");
  const { code, stdout, stderr } = await server.roster("users", "remove", "ada", "--yes");
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "Removed ada.\n", stderr: "" });
  expect(await exists("ada")).toBe(false);
});

test("prints the id with --json", async () => {
  await server.client.users.add("bob");
  const { stdout } = await server.roster("users", "remove", "bob", "-y", "--json");
  expect(JSON.parse(stdout)).toEqual({ id: "bob" });
});

test("reports an unknown user as NOT_FOUND", async () => {
  const { code } = await server.roster("users", "remove", "nobody", "--yes");
  expect(code).toBe(errors.NOT_FOUND.exitCode);
});

test("removes nothing without a terminal and without --yes", async () => {
  await server.client.users.add("kept");
  const { code, stderr } = await server.roster("users", "remove", "kept");
  expect(stderr).toContain("There is no terminal for the confirmation; use --yes");
  expect(code).toBe(errors.INVALID.exitCode);
  expect(await exists("kept")).toBe(true);
});

test("--if-version removes only that version", async () => {
  await server.client.users.add("eve");
  const remove = ["users", "remove", "eve", "--yes", "--if-version"];
  expect((await server.roster(...remove, "2")).code).toBe(errors.PRECONDITION_FAILED.exitCode);
  expect(await exists("eve")).toBe(true);
  expect((await server.roster(...remove, "1")).code).toBe(0);
});

test("--erase-id replaces the id in the history, and is not for --soft", async () => {
  await server.client.users.add("dan");
  const soft = await server.roster("users", "remove", "dan", "--soft", "--erase-id");
  expect(soft.code).toBe(errors.INVALID.exitCode);
  expect(await exists("dan")).toBe(true);
  expect((await server.roster("users", "remove", "dan", "--yes", "--erase-id")).code).toBe(0);
  const history = server.client.users.history("dan");
  await expect(history).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
});

describe.skipIf(!hasTerminals)("on a terminal", () => {
  const CTRL_C = "\u0003";
  const CTRL_D = "\u0004";

  test.each([
    ["y", "y\r", 0],
    ["yes", "yes\r", 0],
    ["no", "n\r", 1],
    ["nothing", "\r", 1],
    ["Ctrl-D", CTRL_D, 1],
    ["Ctrl-C", CTRL_C, 130],
  ] as const)("removes the user only after yes: %s", async (name, keys, exitCode) => {
    const id = `asked-${name}`;
    await server.client.users.add(id);
    const { code, screen } = await runOnTerminal(`users remove ${id}`, {
      env: { ROSTER_CONFIG: server.configFile },
      typed: { ask: "[y/N]", keys },
    });
    expect(screen).toContain(`Permanently remove user ${id} and its data? [y/N]`);
    expect(code).toBe(exitCode);
    expect(await exists(id)).toBe(exitCode !== 0);
  });
});
