import { errors } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { hasTerminals, runOnTerminal } from "../testing/terminal.js";
import { openServer } from "../testing/run-cli.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

const isThere = (id: string) =>
  server.client.users.get(id).then(
    () => true,
    () => false,
  );

test("with --yes a user is removed without being asked", async () => {
  await server.client.users.add("ada");
  const { code, stdout, stderr } = await server.roster("users", "remove", "ada", "--yes");
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "Removed ada.\n", stderr: "" });
  expect(await isThere("ada")).toBe(false);
});

test("with --json the answer names the user", async () => {
  await server.client.users.add("bob");
  const { stdout } = await server.roster("users", "remove", "bob", "-y", "--json");
  expect(JSON.parse(stdout)).toEqual({ id: "bob" });
});

test("a user that is not there is NOT_FOUND", async () => {
  const { code } = await server.roster("users", "remove", "nobody", "--yes");
  expect(code).toBe(errors.NOT_FOUND.exitCode);
});

test("without a terminal and without --yes nothing is removed", async () => {
  await server.client.users.add("kept");
  const { code, stderr } = await server.roster("users", "remove", "kept");
  expect(stderr).toContain("There is no terminal to ask on: --yes");
  expect(code).toBe(errors.INVALID.exitCode);
  expect(await isThere("kept")).toBe(true);
});

test("--if-version removes that version alone", async () => {
  await server.client.users.add("eve");
  const remove = ["users", "remove", "eve", "--yes", "--if-version"];
  expect((await server.roster(...remove, "2")).code).toBe(errors.PRECONDITION_FAILED.exitCode);
  expect(await isThere("eve")).toBe(true);
  expect((await server.roster(...remove, "1")).code).toBe(0);
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
  ] as const)("the user is removed after yes alone: %s", async (name, keys, exitCode) => {
    const id = `asked-${name}`;
    await server.client.users.add(id);
    const { code, screen } = await runOnTerminal(`users remove ${id}`, {
      env: { ROSTER_CONFIG: server.configFile },
      typed: { ask: "[y/N]", keys },
    });
    expect(screen).toContain(`Remove user ${id} and its data for good? [y/N]`);
    expect(code).toBe(exitCode);
    expect(await isThere(id)).toBe(exitCode !== 0);
  });
});
