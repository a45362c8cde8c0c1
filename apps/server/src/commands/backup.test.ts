import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createDataFolder, startServerProcess } from "../testing/server.js";

const run = promisify(execFile);
const command = fileURLToPath(new URL("../../dist/backup.js", import.meta.url));

const backUp = (dataFolder: string, to: string, environment: Record<string, string> = {}) =>
  run(process.execPath, [command, to], {
    env: { PATH: process.env["PATH"], ROSTER_DATA_DIR: dataFolder, ...environment },
  });

test("a backup that is made under load has all that was acknowledged before, and serves as it is", async () => {
  using folder = createDataFolder();
  using place = createDataFolder();
  const to = join(place.path, "it's a copy");
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

test("a backup is for its owner alone, and no older one is written over", async () => {
  using folder = createDataFolder();
  using place = createDataFolder();
  const to = join(place.path, "backup");
  await using _server = await startServerProcess(folder.path);
  await backUp(folder.path, to);
  expect(readdirSync(to).toSorted()).toEqual(["master.key", "roster.db", "roster.json"]);
  for (const file of readdirSync(to)) expect(statSync(join(to, file)).mode & 0o777).toBe(0o600);
  await expect(backUp(folder.path, to)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("must be a new one") as string,
  });
});

test.each([
  ["where there is no database", {}, "there is no such file"],
  ["on PostgreSQL", { DATABASE_URL: "postgresql://localhost/roster" }, "pg_dump"],
])("%s nothing is made, and a line says why", async (_, environment, reason) => {
  using folder = createDataFolder();
  using place = createDataFolder();
  const to = join(place.path, "backup");
  await expect(backUp(folder.path, to, environment)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(reason) as string,
  });
  expect(existsSync(to)).toBe(false);
});
