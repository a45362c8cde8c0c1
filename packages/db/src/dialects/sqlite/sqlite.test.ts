import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { expect, test } from "vitest";
import { AdminSessionStore } from "../../admins/admin-session-store.js";
import { AdminStore } from "../../admins/admin-store.js";
import { ApiKeyStore } from "../../apps/api-key-store.js";
import { ApiKeyUses } from "../../apps/api-key-uses.js";
import { AppStore } from "../../apps/app-store.js";
import { createSystemClock } from "../../clock.js";
import { openDatabase } from "../../database.js";
import type { PrismaPort } from "../../prisma/port.js";
import { SignInLimitStore } from "../../limits/sign-in-limit-store.js";
import { UserStore } from "../../users/user-store.js";
import { sqlite } from "./sqlite.js";

/** An empty folder, gone when disposed. */
function openFolder() {
  const path = mkdtempSync(join(tmpdir(), "roster-test-"));
  const dispose = () => rmSync(path, { recursive: true, force: true });
  return { path, at: (name: string) => join(path, name), [Symbol.dispose]: dispose };
}

/** Calls each method of each store that has a statement of its own. */
async function useAllStores(port: PrismaPort, dialect: ReturnType<typeof sqlite>) {
  const clock = createSystemClock();
  const users = new UserStore(port, dialect.sql, clock);
  await users.findOrInsert("app", "a", "{}");
  await users.replaceData("app", "a", "{}");
  await users.list("app", { sort: [{ path: ["createdAt"], direction: "desc" }], limit: 1 });
  await users.delete("app", "a");
  const apps = new AppStore(port, clock);
  await apps.insert("app", "App");
  await apps.create("other", "Other");
  await apps.list();
  const keys = new ApiKeyStore(port, clock);
  const key = { key: "key", appId: "app", name: "Key", secret: "s" };
  await keys.insert(key);
  await keys.put(key);
  await keys.put({ ...key, key: "new" });
  await keys.revoke("app", "key");
  await keys.list("app");
  const admin = new AdminStore(port, clock);
  await admin.insertPassword("hash");
  await admin.replacePassword({ passwordHash: "hash" });
  const sessions = new AdminSessionStore(port, clock);
  const passwordAt = (await admin.find())?.updatedAt ?? 0n;
  await sessions.insert({ tokenHash: "s", lifetimeSeconds: 1, passwordAt, userAgent: "" });
  await sessions.use("s");
  await sessions.delete("s");
  const limits = new SignInLimitStore(port, clock);
  const rule = { free: 1, firstWait: 1n, longestWait: 1n, forgetAfter: 1n };
  await limits.take("place", rule);
  await limits.takeTurn({ burst: 1, interval: 1n });
  const uses = new ApiKeyUses({ port, dialect: dialect.sql, clock });
  uses.note("key");
  await uses.write();
}

test("every statement runs on the one connection that has the settings, after failures too", async () => {
  using folder = openFolder();
  const dialect = sqlite(`file:${folder.at("roster.db")}`);
  await (await openDatabase({ url: `file:${folder.at("roster.db")}` })).close();
  const port = await dialect.connect();
  await port.$executeRaw(sql`CREATE TEMP TABLE mark (of_this_connection INTEGER)`);

  await useAllStores(port, dialect);
  await expect(port.$queryRaw(sql`SELECT nonsense`)).rejects.toThrow();
  await expect(port.$executeRaw(sql`INSERT INTO apps VALUES (NULL, '', 0)`)).rejects.toThrow();
  const twice = { id: "other", name: "Other", createdAt: 0n };
  await expect(port.app.create({ data: twice })).rejects.toThrow();

  expect(await port.$queryRaw(sql`SELECT * FROM mark`)).toEqual([]);
  expect(await port.$queryRaw(sql`PRAGMA busy_timeout`)).toEqual([{ timeout: 5000 }]);
  expect(await port.$queryRaw(sql`PRAGMA journal_mode`)).toEqual([{ journal_mode: "wal" }]);
  expect(await port.$queryRaw(sql`PRAGMA synchronous`)).toEqual([{ synchronous: 2 }]); // FULL
  expect(await port.$queryRaw(sql`PRAGMA foreign_keys`)).toEqual([{ foreign_keys: 1 }]);
  await port.$disconnect();
});

test.each([
  ["a b/roster.db", "file:"],
  ["a#b.db", "file:"],
  ["100%25/a%20b.db", "file:"],
  ["Bücher 😀/ä.db", "file:"],
  ["deep/er/roster", "file:"],
  ["a%20b#c d.db", "file://"],
])("the file is taken at its word: %s after %s", async (name, scheme) => {
  using folder = openFolder();
  const path = folder.at(name);
  const url = `${scheme}${path}`;
  {
    await using database = await openDatabase({ url });
    await database.apps.insert("app", "App");
  }
  expect(readdirSync(join(path, ".."))).toContain(path.split("/").at(-1));
  await using again = await openDatabase({ url });
  expect(await again.apps.find("app")).toMatchObject({ name: "App" });
});

test("a relative path begins at the working directory", async () => {
  using folder = openFolder();
  const path = relative(process.cwd(), folder.at("roster.db"));
  await (await openDatabase({ url: `file:${path}` })).close();
  expect(readdirSync(folder.path)).toContain("roster.db");
});

test("after a clean end the file alone holds everything", async () => {
  using folder = openFolder();
  const database = await openDatabase({ url: `file:${folder.at("roster.db")}` });
  await database.users.insertOrFind("app", "a", "{}");
  await database.close();
  copyFileSync(folder.at("roster.db"), folder.at("copy.db"));
  await using copy = await openDatabase({ url: `file:${folder.at("copy.db")}` });
  expect(await copy.users.find("app", "a")).toMatchObject({ id: "a" });
});

test.each([
  "file:",
  "file::memory:",
  "file:a.db?mode=ro",
  "file:///?",
  "file://host/a.db",
  "file://./a.db",
])("%s names no file, and is refused", async (url) => {
  await expect(openDatabase({ url })).rejects.toMatchObject({
    code: "INVALID",
    message: expect.stringMatching(/^DATABASE_URL: must name a file, such as/),
  });
});

test("a file that cannot be made, or is none, is refused in one line that names it and the reason", async () => {
  using folder = openFolder();
  writeFileSync(folder.at("text"), "This is text, and not a database. ".repeat(100));
  mkdirSync(folder.at("folder"));
  for (const [name, reason] of [
    ["text/roster.db", "cannot be written: EEXIST"],
    ["text/deeper/roster.db", "cannot be written: ENOTDIR"],
    ["folder", "cannot be written: it is a folder"],
    ["text", "cannot be opened: file is not a database"],
  ] as const) {
    const refusal = expect(openDatabase({ url: `file:${folder.at(name)}` })).rejects;
    await refusal.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(new RegExp(`^The database ${folder.at(name)} ${reason}.*$`)),
    });
  }
});
