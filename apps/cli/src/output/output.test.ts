import { afterAll, describe, expect, test } from "vitest";
import stringWidth from "string-width";
import { run } from "../testing/run-cli.js";
import { hasTerminals, runOnTerminal } from "../testing/terminal.js";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

const COLOUR = "\u001b[";

test("uses no colour without a terminal", async () => {
  const env = { ROSTER_CONFIG: server.configFile, TERM: "xterm-256color" };
  for (const args of [
    ["users", "list"],
    ["users", "get", "nobody"],
    ["users", "--help"],
  ]) {
    const { stdout, stderr } = await run(args, { env });
    expect(stdout + stderr).not.toContain(COLOUR);
  }
});

describe.skipIf(!hasTerminals)("on a terminal", () => {
  test("uses colour in lists, errors and help", async () => {
    const env = { ROSTER_CONFIG: server.configFile };
    expect((await runOnTerminal("users list", { env })).screen).toContain(COLOUR);
    expect((await runOnTerminal("users get nobody", { env })).screen).toContain(COLOUR);
    expect((await runOnTerminal("--help", { env })).screen).toContain(COLOUR);
  });

  test("respects NO_COLOR in lists, errors and help", async () => {
    const env = { ROSTER_CONFIG: server.configFile, NO_COLOR: "1" };
    expect((await runOnTerminal("users list", { env })).screen).not.toContain(COLOUR);
    expect((await runOnTerminal("users get nobody", { env })).screen).not.toContain(COLOUR);
    expect((await runOnTerminal("--help", { env })).screen).not.toContain(COLOUR);
  });

  test("never exceeds the terminal's width in a list", async () => {
    await server.client.users.add("wide", { text: "漢字 and more ".repeat(30) });
    const { screen } = await runOnTerminal("users list", {
      env: { ROSTER_CONFIG: server.configFile, NO_COLOR: "1" },
      columns: 58,
    });
    const [titles, row] = screen.split("\n");
    expect(titles).toBe("ID    STATUS  CREATED (UTC)     DATA");
    expect(row).toMatch(
      /^wide {2}active {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}\{"text":"漢字 and more 漢…$/,
    );
    expect(stringWidth(row ?? "")).toBe(58);
  });
});
