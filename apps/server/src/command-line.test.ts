import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { type CommandOptions, runCommand } from "./testing/run-command.js";
import { createDataFolder } from "./testing/server.js";

const commands = ["start", "studio", "backup", "restore", "doctor", "rotate-master-key"];

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in an empty folder, which is also the data folder; `created` lists the files it left there. */
async function runInEmptyFolder(...args: readonly string[]) {
  using folder = createDataFolder();
  const environment = { ROSTER_DATA_DIR: folder.path, PORT: "0" };
  const { code, stdout, stderr } = await run(args, { environment, cwd: folder.path });
  return { code, stdout, stderr, created: readdirSync(folder.path) };
}

async function run(args: readonly string[], options: CommandOptions): Promise<Result> {
  try {
    return { code: 0, ...(await runCommand(args, options)) };
  } catch (error) {
    return error as Result; // execFile rejects with these fields
  }
}

test("--help lists every command", async () => {
  const { code, stdout } = await runInEmptyFolder("--help");
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
});

test.each(commands)(
  "%s --help prints help for that command and does nothing else",
  async (name) => {
    const { code, stdout, created } = await runInEmptyFolder(name, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: roster-server ${name} `);
    expect(created).toEqual([]);
  },
);

test("--version prints the version", async () => {
  const { code, stdout } = await runInEmptyFolder("--version");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("an unknown command suggests the nearest one, does nothing, and exits with code 2", async () => {
  const { code, stderr, created } = await runInEmptyFolder("bakcup", "folder");
  expect(code).toBe(2);
  expect(stderr).toContain("unknown command 'bakcup'");
  expect(stderr).toContain("Did you mean backup?");
  expect(created).toEqual([]);
});

test.each([
  ["an unknown option", ["doctor", "--jsno"], "unknown option '--jsno'"],
  ["a missing argument", ["backup"], "missing required argument 'folder'"],
  ["an excess argument", ["start", "now"], "too many arguments"],
])("%s does nothing and exits with code 2", async (_, args, message) => {
  const { code, stderr, created } = await runInEmptyFolder(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(created).toEqual([]);
});
