import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { spawnSync } from "node:child_process";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { errors } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { readEnvironment } from "../env.js";
import { createProgram } from "../program.js";
import { builtRoster, openFolder, run, zodFolder } from "../testing/run-cli.js";
import { openServer } from "../testing/server.js";

function leavesOf(command: CommandUnknownOpts, path: string[] = []): string[][] {
  if (command.commands.length === 0) return [path];
  return command.commands.flatMap((child) => leavesOf(child, [...path, child.name()]));
}

const server = await openServer();
await server.allowAll();
await server.addKey("k7m2x9qp4rt8wz3n");
afterAll(() => server[Symbol.asyncDispose]());

const commands = leavesOf(createProgram(readEnvironment()).command);

/** The lines of a section of help, without indentation. */
function linesOf(help: string, title: string): string[] {
  const [, section = ""] = help.split(`\n${title}\n`);
  const [lines = ""] = section.split(/\n(?=\S)/);
  return lines.split("\n").map((line) => line.trim());
}

const examplesIn = (help: string) =>
  linesOf(help, "Examples:").filter((line) => /^[^#]*\broster /.test(line));

describe("roster without arguments", () => {
  test("prints help with every command, setting and exit code", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe((await run(["--help"])).stdout);
    const listed = linesOf(stdout, "Commands:").join("\n");
    for (const path of commands)
      expect(listed).toMatch(new RegExp(`^${path.join(" ")}\\b.* {2}`, "m"));
    for (const name of ["ROSTER_URL", "ROSTER_API_KEY", "ROSTER_API_SECRET", "ROSTER_CONFIG"]) {
      expect(stdout).toContain(name);
    }
    const exitCodes = linesOf(stdout, "Exit codes:");
    for (const [name, { exitCode }] of Object.entries(errors)) {
      const line = exitCodes.find((text) => text.startsWith(`${exitCode} `));
      expect(line).toContain(name);
    }
    expect(exitCodes).toContain("130  interrupted by Ctrl-C");
  });

  test("prints its version", async () => {
    expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("lists the commands of a group", async () => {
    const { code, stdout } = await run(["users"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}users add <id> /m);
    expect(stdout).not.toContain("token create");
  });

  test("prints a command's help with `roster help` too", async () => {
    const { stdout } = await run(["help", "users", "add"]);
    expect(stdout).toBe((await run(["users", "add", "--help"])).stdout);
  });
});

describe.each(commands.map((path) => [path.join(" "), path] as const))(
  "roster %s --help",
  (_, path) => {
    test("describes the command and its exit codes, with examples that run as shown", async () => {
      const { code, stdout: help } = await run([...path, "--help"]);
      expect(code).toBe(0);
      expect(help).toMatch(new RegExp(`^Usage: roster ${path.join(" ")}\\b.*\\n\\n[A-Z]`));
      expect(linesOf(help, "Exit codes:")).toContain("0    success");
      const examples = examplesIn(help);
      expect(examples).not.toEqual([]);
      await expectToRun(examples, { hasJohn: path.join(" ") !== "users add" });
    });
  },
);

test("the examples of roster --help run as shown", async () => {
  const { stdout } = await run(["--help"]);
  await expectToRun(examplesIn(stdout), { hasJohn: false });
});

/** A schema that all examples satisfy, since it stays active for the later ones. */
const userData = `import { z } from "zod";
export const UserData = z.object({ name: z.string().optional() });
`;

/** Runs the lines one by one in a shell, with a few users and, if `hasJohn`, john-doe. */
async function expectToRun(lines: readonly string[], { hasJohn }: { hasJohn: boolean }) {
  const { users } = server.client;
  for await (const { id } of users.iterate()) await users.remove(id);
  for (const id of hasJohn ? ["john-doe", "a", "b"] : ["a", "b"]) await users.add(id);
  await using folder = await openFolder();
  await writeFile(join(folder.path, "jane.json"), '{"name":"Jane Doe"}');
  await writeFile(join(folder.path, "john.json"), '{"name":"John"}');
  await writeFile(join(folder.path, "users.ndjson"), '{"id":"x","data":{"name":"X"}}\n');
  await writeFile(join(folder.path, "users.csv"), "id,name\ny,Y\n");
  await writeFile(join(folder.path, "user-data.ts"), userData);
  await mkdir(join(folder.path, "node_modules"));
  await symlink(zodFolder, join(folder.path, "node_modules/zod"));
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${builtRoster}' "$@"\n`;
  await writeFile(join(folder.path, "roster"), shim, { mode: 0o755 });
  const path = `${folder.path}${delimiter}${process.env["PATH"]}`;
  for (const line of lines) {
    const { status, stderr } = spawnSync("sh", ["-c", line], {
      cwd: folder.path,
      encoding: "utf8",
      env: { PATH: path, ROSTER_CONFIG: server.configFile },
    });
    expect({ line, status, stderr }).toEqual({
      line,
      status: 0,
      stderr: expect.not.stringContaining("Error"),
    });
  }
}
