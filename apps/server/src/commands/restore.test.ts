import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../testing/run-command.js";
import { createDataFolder, startServerProcess } from "../testing/server.js";

/** The data folder of a stopped server with the users `saved` and `later`, and a backup with only `saved`. */
async function openBackedUpServer() {
  const folder = createDataFolder();
  const dataFolder = join(folder.path, "data");
  const backup = join(folder.path, "backup");
  mkdirSync(dataFolder);
  const server = await startServerProcess(dataFolder);
  await server.call("users.add", { id: "saved" });
  await runCommand(["backup", backup], { environment: { ROSTER_DATA_DIR: dataFolder } });
  await server.call("users.add", { id: "later" });
  await server[Symbol.asyncDispose]();
  return {
    dataFolder,
    backup,
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

const restore = (dataFolder: string, ...args: readonly string[]) =>
  runCommand(["restore", ...args], { environment: { ROSTER_DATA_DIR: dataFolder } });

const failure = (message: string) => ({
  code: 1,
  stderr: expect.stringMatching(new RegExp(`^Nothing was restored\\. .*${message}`)) as string,
});

async function statusesOf(dataFolder: string): Promise<number[]> {
  await using server = await startServerProcess(dataFolder);
  const calls = ["saved", "later"].map((id) => server.call("users.get", { id }));
  return (await Promise.all(calls)).map(({ status }) => status);
}

test("restores the database and its keys into an empty data folder, readable only by the owner", async () => {
  using stopped = await openBackedUpServer();
  using empty = createDataFolder();
  const { stdout } = await restore(empty.path, stopped.backup);
  expect(stdout).toContain("roster.db");
  expect(readdirSync(empty.path).toSorted()).toEqual(["master.key", "roster.db", "roster.json"]);
  for (const file of readdirSync(empty.path)) {
    expect(statSync(join(empty.path, file)).mode & 0o777).toBe(0o600);
  }
  expect(await statusesOf(empty.path)).toEqual([200, 404]);
});

test("rejects an existing database; with --force, replaces it and keeps the old file", async () => {
  using stopped = await openBackedUpServer();
  const { dataFolder, backup } = stopped;
  await expect(restore(dataFolder, backup)).rejects.toMatchObject(failure("already exists"));
  expect(await statusesOf(dataFolder)).toEqual([200, 200]);

  await restore(dataFolder, backup, "--force");
  expect(await statusesOf(dataFolder)).toEqual([200, 404]);
  const old = readdirSync(dataFolder).find((name) => name.includes(".replaced-")) ?? "";
  using other = createDataFolder();
  writeFileSync(join(other.path, "roster.db"), readFileSync(join(dataFolder, old)));
  writeFileSync(join(other.path, "master.key"), readFileSync(join(dataFolder, "master.key")));
  expect(await statusesOf(other.path)).toEqual([200, 200]);
});

test("rejects a master key that differs from the backup's; with --force, keeps both", async () => {
  using stopped = await openBackedUpServer();
  using other = createDataFolder();
  const key = join(other.path, "master.key");
  const content = `${Buffer.alloc(32, 7).toString("base64")}\n`;
  writeFileSync(key, content);
  await expect(restore(other.path, stopped.backup)).rejects.toMatchObject(failure("master.key"));
  expect(readdirSync(other.path)).toEqual(["master.key"]);

  await restore(other.path, stopped.backup, "--force");
  const old = readdirSync(other.path).find((name) => name.includes(".replaced-")) ?? "";
  expect(readFileSync(join(other.path, old), "utf8")).toBe(content);
  expect(await statusesOf(other.path)).toEqual([200, 404]);
});

test("rejects a database that a server is using, even with --force", async () => {
  using stopped = await openBackedUpServer();
  await using server = await startServerProcess(stopped.dataFolder);
  const restoring = restore(stopped.dataFolder, stopped.backup, "--force");
  await expect(restoring).rejects.toMatchObject(failure("stop the server first"));
  expect((await server.call("users.get", { id: "later" })).status).toBe(200);
});

test("rejects a damaged backup and leaves the data folder unchanged", async () => {
  using stopped = await openBackedUpServer();
  const database = join(stopped.backup, "roster.db");
  const bytes = readFileSync(database);
  writeFileSync(database, bytes.fill(0xff, bytes.length / 2));
  using empty = createDataFolder();
  await expect(restore(empty.path, stopped.backup)).rejects.toMatchObject(failure("is damaged"));
  expect(readdirSync(empty.path)).toEqual([]);
  writeFileSync(database, "not a database");
  await expect(restore(empty.path, stopped.backup)).rejects.toMatchObject(failure("is damaged"));
});

test("rejects a folder without a backup", async () => {
  using empty = createDataFolder();
  const missing = join(empty.path, "missing");
  await expect(restore(empty.path, missing)).rejects.toMatchObject(failure("has no roster.db"));
  expect(existsSync(join(empty.path, "roster.db"))).toBe(false);
});

test("on PostgreSQL, says to use pg_restore", async () => {
  using empty = createDataFolder();
  const environment = { DATABASE_URL: "postgresql://localhost/roster" };
  await expect(runCommand(["restore", empty.path], { environment })).rejects.toMatchObject(
    failure("pg_restore.*docs/data-protection.md"),
  );
});
