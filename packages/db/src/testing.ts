import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import pg from "pg";
import { type Database, openDatabase, type OpenDatabaseOptions } from "./database.js";
import type { ScanRequest } from "./scans/scan.js";
import { testFolder } from "./testing/test-folder.js";
import type { DialectName } from "./dialects/dialect.js";

export { type EarlierDatabase, fillEarlierDatabase } from "./testing/earlier-database.js";
export { testSource } from "./testing/test-source.js";
export { openTestPostgresql, type TestPostgresql } from "./testing/postgresql-server.js";
export { findLogProblems } from "./testing/find-log-problems.js";
export { openRawDatabase } from "./testing/raw-database.js";
export { compareByPath, matchesWhere } from "./testing/query-model.js";
export { openTestProxy, type TestProxy } from "./testing/proxy.js";

/** The engines on which each guarantee of the stores and the API is tested. */
export const backends: readonly DialectName[] = ["sqlite", "postgresql"];

/** A request for a scan that has all the time it needs. */
export const testScan: ScanRequest = { appId: "app", deadlineMs: 60_000 };

/** An empty database that any number of processes may open; deleted when disposed. */
export interface TestDatabaseUrl extends AsyncDisposable {
  readonly url: string;
}

export async function createTestDatabaseUrl(backend: DialectName): Promise<TestDatabaseUrl> {
  return backend === "sqlite" ? createFile() : createPostgresqlDatabase("template0");
}

/** The same, but a copy of a migrated one where there is one: migrating takes longer than most tests. */
async function createMigratedDatabaseUrl(backend: DialectName): Promise<TestDatabaseUrl> {
  if (backend === "postgresql") return createPostgresqlDatabase("template1");
  migratedFile ??= createMigratedFile();
  return createFile(await migratedFile);
}

let migratedFile: Promise<Buffer> | undefined;

async function createMigratedFile(): Promise<Buffer> {
  await using file = createFile();
  await (await openDatabase({ url: file.url })).close();
  return readFileSync(fileURLToPath(file.url.replace(/^file:/, "file://")));
}

/** An open, migrated, empty database. */
export async function openTestDatabase(
  backend: DialectName,
  options: Pick<OpenDatabaseOptions, "clock" | "readLimits"> = {},
): Promise<Database & { readonly url: string }> {
  const test = await createMigratedDatabaseUrl(backend);
  const database = await openDatabase({ url: test.url, ...options });
  return {
    ...database,
    url: test.url,
    async [Symbol.asyncDispose]() {
      await database.close();
      await test[Symbol.asyncDispose]();
    },
  };
}

/** Everything the database stores, as text to search for secrets: SQLite's bytes, PostgreSQL's rows. */
export async function dumpDatabase(url: string): Promise<string> {
  if (url.startsWith("file:")) {
    const path = fileURLToPath(url.replace(/^file:/, "file://"));
    const files = [path, `${path}-wal`].filter((file) => existsSync(file));
    return files.map((file) => readFileSync(file, "latin1")).join("\n");
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const dumps: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      dumps.push(name, ...rows.map(({ row }) => row));
    }
    return dumps.join("\n");
  } finally {
    await client.end();
  }
}

function createFile(content?: Buffer): TestDatabaseUrl {
  const folder = mkdtempSync(join(testFolder, "roster-test-"));
  const path = join(folder, "roster.db");
  if (content) writeFileSync(path, content, { mode: 0o600 });
  return {
    url: `file:${path}`,
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createPostgresqlDatabase(template: string): Promise<TestDatabaseUrl> {
  const server = new URL(testServerUrl());
  const name = `roster_test_${randomUUID().replaceAll("-", "")}`;
  await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => runOnServer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function testServerUrl(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url)
    throw new Error(
      "TEST_DATABASE_URL is not set; vitest's globalSetup (testing/postgresql.ts) sets it",
    );
  return url;
}

async function runOnServer(server: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
