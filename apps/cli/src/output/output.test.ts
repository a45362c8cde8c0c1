import { afterAll, describe, expect, test } from "vitest";
import stringWidth from "string-width";
import { run } from "../testing/roster.js";
import { hasTerminals, runOnTerminal } from "../testing/terminal.js";
import { openServer } from "../testing/run-cli.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

const COLOUR = "\u001b[";

test("there is no colour where no terminal is", async () => {
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
  test("there is colour, in lists, errors and help", async () => {
    const env = { ROSTER_CONFIG: server.configFile };
    expect((await runOnTerminal("users list", { env })).screen).toContain(COLOUR);
    expect((await runOnTerminal("users get nobody", { env })).screen).toContain(COLOUR);
    expect((await runOnTerminal("--help", { env })).screen).toContain(COLOUR);
  });

  test("NO_COLOR is respected, in lists, errors and help", async () => {
    const env = { ROSTER_CONFIG: server.configFile, NO_COLOR: "1" };
    expect((await runOnTerminal("users list", { env })).screen).not.toContain(COLOUR);
    expect((await runOnTerminal("users get nobody", { env })).screen).not.toContain(COLOUR);
    expect((await runOnTerminal("--help", { env })).screen).not.toContain(COLOUR);
  });

  test("no line of a list is longer than the terminal is wide", async () => {
    await server.client.users.add("wide", { text: "漢字 and more ".repeat(30) });
    const { screen } = await runOnTerminal("users list", {
      env: { ROSTER_CONFIG: server.configFile, NO_COLOR: "1" },
      columns: 50,
    });
    const [titles, row] = screen.split("\n");
    expect(titles).toBe("ID    CREATED (UTC)     DATA");
    expect(row).toMatch(/^wide {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}\{"text":"漢字 and more 漢…$/);
    expect(stringWidth(row ?? "")).toBe(50);
  });
});
