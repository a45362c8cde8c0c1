import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../testing/run-command.js";
import { createDataFolder, startServerProcess } from "../testing/server.js";

const backUp = (dataFolder: string, to: string, environment: Record<string, string> = {}) =>
  runCommand(["backup", to], { environment: { ROSTER_DATA_DIR: dataFolder, ...environment } });

test("a backup made under load has every user acknowledged before it, and a server can start from it", async () => {
  using folder = createDataFolder();
  using target = createDataFolder();
  const to = join(target.path, "it's a copy");
  const server = await startServerProcess(folder.path);
  const before = Array.from({ length: 50 }, (_, n) => `before-${n}`);
  await Promise.all(before.map((id) => server.call("users.add", { id })));

  const done = new AbortController();
  const load = Array.from({ length: 8 }, async (_, caller) => {
    for (let n = 0; !done.signal.aborted; n += 1) {
      const { status } = await server.call("users.add", { id: `during-${caller}-${n}` });
      expect(status).toBe(200);
    }
  });
  const { stdout } = await backUp(folder.path, to);
  done.abort();
  await Promise.all(load);
  expect(stdout).toContain(`ROSTER_DATA_DIR=${to}`);
  await server[Symbol.asyncDispose]();

  await using restored = await startServerProcess(to);
  expect(restored.credentials.apiSecret).toBe(server.credentials.apiSecret);
  const statuses = await Promise.all(
    before.map(async (id) => (await restored.call("users.add", { id })).status),
  );
  expect(new Set(statuses)).toEqual(new Set([409]));
});

test("only the owner can read a backup, and an existing folder is not overwritten", async () => {
  using folder = createDataFolder();
  using target = createDataFolder();
  const to = join(target.path, "backup");
  await using _server = await startServerProcess(folder.path);
  await backUp(folder.path, to);
  expect(readdirSync(to).toSorted()).toEqual(["master.key", "roster.db", "roster.json"]);
  for (const file of readdirSync(to)) expect(statSync(join(to, file)).mode & 0o777).toBe(0o600);
  await expect(backUp(folder.path, to)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("already exists") as string,
  });
});

test.each([
  ["without a database", {}, "the file does not exist"],
  ["on PostgreSQL", { DATABASE_URL: "postgresql://localhost/roster" }, "pg_dump"],
])("%s, creates nothing and says why", async (_, environment, reason) => {
  using folder = createDataFolder();
  using target = createDataFolder();
  const to = join(target.path, "backup");
  await expect(backUp(folder.path, to, environment)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(reason) as string,
  });
  expect(existsSync(to)).toBe(false);
});
