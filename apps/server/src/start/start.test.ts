import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { renderBanner } from "../banner.js";
import { createDataFolder, runServer, startServerProcess } from "../testing/server.js";

test("the first start shows the key, secret and password; later starts show none of them", async () => {
  using folder = createDataFolder();
  const first = await startServerProcess(folder.path);
  const banner = renderBanner(first.ready, "http://localhost:3000");
  const { apiKey, apiSecret } = first.credentials;
  await first[Symbol.asyncDispose]();
  expect(first.ready.newKey).toEqual({ apiKey, apiSecret });
  expect(banner).toContain(apiSecret);
  expect(banner).toContain(first.ready.newAdminPassword ?? "none");
  expect(banner).toContain("http://localhost:3000");

  await using second = await startServerProcess(folder.path);
  expect(second.credentials).toMatchObject({ apiKey, apiSecret });
  expect(second.ready.newAdminPassword).toBeUndefined();
  const later = renderBanner(second.ready, "http://localhost:3000");
  expect(later).not.toContain(apiSecret);
  expect(later).toContain("roster.json");
});

/** Only Linux shows it. */
function readUmask({ pid }: ChildProcess): string | undefined {
  const path = `/proc/${pid}/status`;
  return existsSync(path) ? /^Umask:\t(\d+)$/m.exec(readFileSync(path, "utf8"))?.[1] : "0077";
}

test("only the owner can read the files that the server creates, whatever the umask", async () => {
  using folder = createDataFolder();
  using other = createDataFolder();
  for (const { path } of [folder, other]) chmodSync(path, 0o755);
  const umask = process.umask(0);
  try {
    const DATABASE_URL = `file:${join(other.path, "users.db")}`;
    await using server = await startServerProcess(folder.path, { DATABASE_URL });
    const files = [folder, other].flatMap(({ path }) =>
      readdirSync(path).map((name) => join(path, name)),
    );
    expect(files.map((path) => basename(path)).toSorted()).toEqual([
      "master.key",
      "roster.json",
      "users.db",
      "users.db-shm",
      "users.db-wal",
    ]);
    for (const file of files) expect(statSync(file).mode & 0o777, file).toBe(0o600);
    expect(readUmask(server.process)).toBe("0077");
  } finally {
    process.umask(umask);
  }
});

test("users persist across a restart", async () => {
  using folder = createDataFolder();
  const first = await startServerProcess(folder.path);
  await first.call("users.add", { id: "a" });
  await first[Symbol.asyncDispose]();
  await using second = await startServerProcess(folder.path);
  expect(await second.call("users.add", { id: "a" })).toMatchObject({ status: 409 });
});

test.each(["SIGTERM", "SIGINT"] as const)("%s ends the server with exit code 0", async (signal) => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path);
  const exited = once(server.process, "exit");
  server.process.kill(signal);
  expect(await exited).toEqual([0, null]);
});

test("reports a port in use on one line with advice, and exits with code 1", async () => {
  using folder = createDataFolder();
  const occupant = createServer().listen(0, "127.0.0.1");
  await once(occupant, "listening");
  const address = occupant.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, output } = await runServer({
    PORT: String(port),
    ROSTER_DATA_DIR: folder.path,
  });
  occupant.close();
  expect({ code, output }).toEqual({
    code: 1,
    output: `Roster cannot start. Port ${port} is in use. Stop the process that uses it, or set PORT to another port\n`,
  });
});

test.each([
  ["a database of an unknown kind", { DATABASE_URL: "mysql://localhost/x" }, "DATABASE_URL"],
  [
    "an unreachable PostgreSQL with ROSTER_START_WAIT=0",
    { DATABASE_URL: "postgresql://a:pw@127.0.0.1:1/x", ROSTER_START_WAIT: "0" },
    "127.0.0.1:1",
  ],
  ["an invalid duration", { ROSTER_STOP_LIMIT: "soon" }, "ROSTER_STOP_LIMIT"],
  ["an invalid port", { PORT: "eighty" }, "PORT"],
  ["a key without its secret", { ROSTER_API_KEY: "k" }, "ROSTER_API_SECRET"],
  ["an invalid master key", { ROSTER_MASTER_KEY: "short" }, "ROSTER_MASTER_KEY"],
])(
  "%s is reported on one line that names the setting, with exit code 1",
  async (_name, settings, named) => {
    using folder = createDataFolder();
    const { code, output } = await runServer({
      PORT: "0",
      ROSTER_DATA_DIR: folder.path,
      ...settings,
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^Roster cannot start\. [^\n]+\n$/);
    expect(output).toContain(named);
    expect(output).not.toContain("pw@");
  },
);

test("reports a data folder that is not writable on one line that names it, and exits with code 1", async () => {
  using folder = createDataFolder();
  const path = join(folder.path, "file");
  writeFileSync(path, "");
  const { code, output } = await runServer({ PORT: "0", ROSTER_DATA_DIR: join(path, "data") });
  expect(code).toBe(1);
  expect(output).toMatch(/^Roster cannot start\. [^\n]+\n$/);
  expect(output).toContain(path);
});
