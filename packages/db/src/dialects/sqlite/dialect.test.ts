import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { expect, test } from "vitest";
import { AdminSessionStore } from "../../admins/admin-session-store.js";
import { AdminStore } from "../../admins/admin-store.js";
import { ApiKeyStore } from "../../apps/api-key-store.js";
import { ApiKeyUseTracker } from "../../apps/api-key-use-tracker.js";
import { AppStore } from "../../apps/app-store.js";
import { AppSettings } from "../../apps/app-settings.js";
import { createSystemClock } from "../../clock.js";
import { openDatabase } from "../../database.js";
import type { PrismaClientLike } from "../../prisma/prisma-client-like.js";
import { ReadyIndexes } from "../../indexes/ready-indexes.js";
import { IdempotencyStore } from "../../idempotency/idempotency-store.js";
import { SignInLimitStore } from "../../limits/sign-in-limit-store.js";
import { testScan, openTestDatabase, testSource } from "../../testing.js";
import { defaultReadLimits } from "../../users/read-users.js";
import { UserStore } from "../../users/user-store.js";
import { createSqliteDialect } from "./dialect.js";

/** A temporary folder, deleted when disposed. */
function openFolder() {
  const path = mkdtempSync(join(tmpdir(), "roster-test-"));
  const dispose = () => rmSync(path, { recursive: true, force: true });
  return { path, at: (name: string) => join(path, name), [Symbol.dispose]: dispose };
}

/** Calls each store method that has its own statement. */
async function useAllStores(
  prisma: PrismaClientLike,
  dialect: ReturnType<typeof createSqliteDialect>,
) {
  const clock = createSystemClock();
  const { statements, scans, sql: dialectSql } = dialect;
  const shared = { prisma, statements, dialect: dialectSql, clock };
  const users = new UserStore({
    ...shared,
    scan: scans.run,
    keys: new IdempotencyStore(shared),
    readLimits: defaultReadLimits,
    indexes: new ReadyIndexes(prisma),
    appSettings: new AppSettings(prisma),
  });
  await users.by(testSource).add("app", { id: "a", dataJson: "{}", getOrCreate: true });
  await users.by(testSource).update({ appId: "app", id: "a", change: "{}" });
  await users.list(
    "app",
    { sort: [{ path: ["createdAt"], direction: "desc" }], limit: 1 },
    testScan,
  );
  await users.by(testSource).remove({ appId: "app", id: "a" });
  const apps = new AppStore(prisma, clock);
  await apps.addIfAbsent("app", "App");
  await apps.add("other", "Other");
  await apps.list();
  const keys = new ApiKeyStore(prisma, clock);
  const key = { key: "key", appId: "app", name: "Key", secret: "s" };
  await keys.add(key);
  await keys.upsert(key);
  await keys.upsert({ ...key, key: "new" });
  await keys.revoke("app", "key");
  await keys.list("app");
  const admins = new AdminStore({ prisma, dialect: dialect.sql, clock });
  await admins.addFirst("hash");
  await admins.updatePassword("admin", { passwordHash: "hash" });
  await admins.update("admin", { role: "owner", apps: null });
  const sessions = new AdminSessionStore(prisma, clock);
  const admin = { id: "admin", credentialsAt: 0n };
  await sessions.add({ tokenHash: "s", lifetimeSeconds: 1, admin, userAgent: "" });
  await sessions.touch("s");
  await sessions.remove("s");
  const limits = new SignInLimitStore(prisma, clock);
  const rule = { freeAttempts: 1, firstWait: 1n, maxWait: 1n, resetAfter: 1n };
  await limits.take("place", rule);
  await limits.takeShared({ burst: 1, interval: 1n });
  const uses = new ApiKeyUseTracker({ prisma, dialect: dialect.sql, clock });
  uses.record("key");
  await uses.flush();
}

test("runs every write on the one configured connection, even after failures", async () => {
  using folder = openFolder();
  const dialect = createSqliteDialect(`file:${folder.at("roster.db")}`);
  await (await openDatabase({ url: `file:${folder.at("roster.db")}` })).close();
  const prisma = await dialect.connect();
  await prisma.$executeRaw(sql`CREATE TEMP TABLE mark (of_this_connection INTEGER)`);

  await useAllStores(prisma, dialect);
  await expect(prisma.$queryRaw(sql`SELECT nonsense`)).rejects.toThrow();
  await expect(
    prisma.$executeRaw(sql`INSERT INTO apps (id, name, created_at) VALUES (NULL, '', 0)`),
  ).rejects.toThrow();
  const twice = { id: "other", name: "Other", createdAt: 0n };
  await expect(prisma.app.create({ data: twice })).rejects.toThrow();

  expect(await prisma.$queryRaw(sql`WITH m AS (SELECT * FROM mark) SELECT * FROM m`)).toEqual([]);
  expect(await prisma.$queryRaw(sql`PRAGMA busy_timeout`)).toEqual([{ timeout: 5000 }]);
  expect(await prisma.$queryRaw(sql`PRAGMA journal_mode`)).toEqual([{ journal_mode: "wal" }]);
  expect(await prisma.$queryRaw(sql`PRAGMA synchronous`)).toEqual([{ synchronous: 2 }]); // FULL
  expect(await prisma.$queryRaw(sql`PRAGMA foreign_keys`)).toEqual([{ foreign_keys: 1 }]);
  expect(await prisma.$queryRaw(sql`PRAGMA journal_size_limit`)).toEqual([
    { journal_size_limit: 80_000_000 },
  ]);
  await prisma.$disconnect();
});

test.each([
  ["a b/roster.db", "file:"],
  ["a#b.db", "file:"],
  ["100%25/a%20b.db", "file:"],
  ["Bücher 😀/ä.db", "file:"],
  ["deep/er/roster", "file:"],
  ["a%20b#c d.db", "file://"],
])("takes the file name literally: %s after %s", async (name, scheme) => {
  using folder = openFolder();
  const path = folder.at(name);
  const url = `${scheme}${path}`;
  {
    await using database = await openDatabase({ url });
    await database.apps.addIfAbsent("app", "App");
  }
  expect(readdirSync(join(path, ".."))).toContain(path.split("/").at(-1));
  await using again = await openDatabase({ url });
  expect(await again.apps.get("app")).toMatchObject({ name: "App" });
});

test("resolves a relative path from the working directory", async () => {
  using folder = openFolder();
  const path = relative(process.cwd(), folder.at("roster.db"));
  await (await openDatabase({ url: `file:${path}` })).close();
  expect(readdirSync(folder.path)).toContain("roster.db");
});

test("after a clean close the file alone contains everything", async () => {
  using folder = openFolder();
  const database = await openDatabase({ url: `file:${folder.at("roster.db")}` });
  await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
  await database.close();
  copyFileSync(folder.at("roster.db"), folder.at("copy.db"));
  await using copy = await openDatabase({ url: `file:${folder.at("copy.db")}` });
  expect(await copy.users.get("app", "a")).toMatchObject({ id: "a" });
});

test.each([
  "file:",
  "file::memory:",
  "file:a.db?mode=ro",
  "file:///?",
  "file://host/a.db",
  "file://./a.db",
])("rejects %s, which does not name a file", async (url) => {
  await expect(openDatabase({ url })).rejects.toMatchObject({
    code: "INVALID",
    message: expect.stringMatching(/^DATABASE_URL: must name a file, such as/),
  });
});

test("reports a file that cannot be created or is not a database in one line, with path and reason", async () => {
  using folder = openFolder();
  writeFileSync(folder.at("text"), "This is text, and not a database. ".repeat(100));
  mkdirSync(folder.at("folder"));
  for (const [name, reason] of [
    ["text/roster.db", "cannot be written: EEXIST"],
    ["text/deeper/roster.db", "cannot be written: ENOTDIR"],
    ["folder", "cannot be written: it is a folder"],
    ["text", "cannot be opened: file is not a database"],
  ] as const) {
    const rejection = expect(openDatabase({ url: `file:${folder.at(name)}` })).rejects;
    await rejection.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(new RegExp(`^The database ${folder.at(name)} ${reason}.*$`)),
    });
  }
});

test("a connection that cannot be opened fails as UNAVAILABLE", async () => {
  using folder = openFolder();
  const { statements, scans } = createSqliteDialect(`file:${folder.at("missing/roster.db")}`);
  const request = { appId: "app", deadlineMs: 5000 };
  await expect(scans.run(sql`SELECT 1`, request)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(statements.run(sql`SELECT 1`)).rejects.toMatchObject({ code: "UNAVAILABLE" });
});

test("calls that a closing database can no longer serve are UNAVAILABLE", async () => {
  const database = await openTestDatabase("sqlite");
  await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
  const closing = database.close();
  const update = () =>
    database.users.by(testSource).update({ appId: "app", id: "a", change: '{"n":1}' });
  await expect(update()).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await closing;
  await expect(update()).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(database.users.get("app", "a")).rejects.toMatchObject({ code: "UNAVAILABLE" });
});
