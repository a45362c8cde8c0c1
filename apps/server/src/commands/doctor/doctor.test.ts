import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { backends, createTestDatabaseUrl, openRawDatabase } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { runCommand } from "../../testing/run-command.js";
import { createDataFolder, startServerProcess } from "../../testing/server.js";
import { checkDatabase } from "./check-database.js";
import { checkFolder, checkNode, checkVersions } from "./check-machine.js";
import type { Finding } from "./finding.js";

interface Report {
  readonly code: number;
  readonly output: string;
}

async function doctor(environment: Record<string, string>, ...options: string[]): Promise<Report> {
  try {
    const { stdout } = await runCommand(["doctor", ...options], { environment });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }; // execFile rejects with these fields
    return { code, output: stdout };
  }
}

describe.each(backends)("on %s", (backend) => {
  async function openInstallation() {
    const folder = createDataFolder();
    const database = await createTestDatabaseUrl(backend);
    const settings = { DATABASE_URL: database.url, ROSTER_DATA_DIR: folder.path };
    const server = await startServerProcess(folder.path, settings);
    await server.call("users.add", { id: "a" });
    return {
      folder: folder.path,
      url: database.url,
      async examine() {
        const { code, output } = await doctor(settings, "--json");
        const findings = JSON.parse(output) as Finding[];
        const bad = findings.filter(({ state, what }) => state !== "ok" && what !== "Disk");
        return { code, bad: bad.map(({ what, state }) => `${state} ${what}`), findings };
      },
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await database[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  }

  test("reports a running installation as healthy, and each problem with what to do about it", async () => {
    await using installation = await openInstallation();
    const { folder } = installation;
    // The PostgreSQL of the tests runs with fsync off, which is a finding.
    const expected = backend === "sqlite" ? [] : ["fail Durability"];
    const first = await installation.examine();
    expect(first.bad).toEqual(expected);
    expect(first.code).toBe(expected.length);
    expect(first.findings.find(({ what }) => what === "Master key")?.found).toContain(
      "all 1 active API",
    );

    await using stored = await openRawDatabase(installation.url);
    await stored.execute(
      `UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%_init'`,
    );
    await stored.execute(
      `INSERT INTO users (app_id, id, data, version, created_at, updated_at) VALUES ('gone', 'a', '{}', 1, 1, 1)`,
    );
    await stored.execute(
      `INSERT INTO data_indexes (app_id, path, is_unique, state, created_at) VALUES ('main', 'data.x', false, 'ready', 1)`,
    );
    chmodSync(join(folder, "master.key"), 0o644);
    const unhealthy = await installation.examine();
    expect(unhealthy.code).toBe(1);
    expect(unhealthy.bad.toSorted()).toEqual(
      [
        "fail Migrations",
        "fail Indexes",
        "warn Data folder",
        "warn Leftovers",
        ...expected,
      ].toSorted(),
    );
    for (const { state, advice } of unhealthy.findings)
      expect(advice !== undefined).toBe(state !== "ok");

    writeFileSync(join(folder, "master.key"), `${Buffer.alloc(32, 7).toString("base64")}\n`);
    expect((await installation.examine()).bad).toContain("fail Master key");
  }, 60_000);
});

test("reports files of the data folder and the database that others may read, and how to change it", () => {
  using folder = createDataFolder();
  using other = createDataFolder();
  const databaseUrl = `file:${join(other.path, "the users.db")}`;
  const check = () => checkFolder({ dataFolder: folder.path, databaseUrl })[0];
  const files = [
    join(folder.path, "master.key"),
    ...["", "-wal", "-shm", ".replaced-20260101"].map((end) =>
      join(other.path, `the users.db${end}`),
    ),
  ];
  for (const path of files) writeFileSync(path, "", { mode: 0o600 });
  writeFileSync(join(other.path, "unrelated"), "", { mode: 0o644 });
  expect(check()).toMatchObject({ state: "ok" });
  for (const path of files) {
    chmodSync(path, 0o640);
    expect(check()).toMatchObject({ state: "warn", found: `other accounts may read ${path}` });
    execFileSync("sh", ["-c", check()?.advice ?? ""]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }
});

test("creates nothing in an empty data folder", async () => {
  using folder = createDataFolder();
  const { code, output } = await doctor({ ROSTER_DATA_DIR: folder.path });
  expect(code).toBe(1);
  expect(output).toContain("the file does not exist");
  expect(existsSync(join(folder.path, "roster.db"))).toBe(false);
  expect(existsSync(join(folder.path, "master.key"))).toBe(false);
});

test.each([
  ["an invalid setting", { PORT: "eighty" }, "fail  Settings: PORT"],
  [
    "an unreachable database",
    { DATABASE_URL: "postgresql://a:pw@127.0.0.1:1/x" },
    "fail  Database",
  ],
])(
  "%s is reported on one line with advice and without secrets, with exit code 1",
  async (_, settings, line) => {
    using folder = createDataFolder();
    const { code, output } = await doctor({ ROSTER_DATA_DIR: folder.path, ...settings });
    expect(code).toBe(1);
    expect(output).toContain(line);
    expect(output).not.toContain("pw");
  },
);

test("reports an unsupported Node, parts of different releases, damage and clock skew", () => {
  expect(["20.19.0", "22.12.1", "24.0.0"].map((version) => checkNode(version).state)).toEqual(
    Array.from({ length: 3 }, () => "ok"),
  );
  expect(["18.20.0", "20.18.9", "21.7.0", "23.1.0"].map((one) => checkNode(one).state)).toEqual(
    Array.from({ length: 4 }, () => "fail"),
  );
  expect(checkVersions({ server: "1.0.0", dashboard: "1.0.1" }).state).toBe("fail");
  const states = (clockAheadMs: number, damage: string[], walBytes: number) =>
    checkDatabase({
      dialect: "sqlite",
      version: "",
      migrations: { missing: [], altered: [], unknown: [] },
      damage,
      durability: [],
      clockAheadMs,
      walBytes,
      apiKeys: [],
      indexes: { missing: [], unfinished: [], undeclared: [] },
      orphans: [],
      history: { changes: 0, bytes: 0 },
    })
      .filter(({ state }) => state !== "ok")
      .map(({ what, state }) => `${state} ${what}`);
  expect(states(0, [], 0)).toEqual([]);
  expect(states(-2000, [], 2 ** 29)).toEqual(["warn Write-ahead log", "warn Clock"]);
  expect(states(70_000, ["page 3 is never used"], 0)).toEqual(["fail Integrity", "fail Clock"]);
});
