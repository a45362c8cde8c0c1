import { existsSync, readFileSync, statSync } from "node:fs";
import Database from "libsql";
import { expect, test } from "vitest";
import { readSqliteUrl } from "../dialects/sqlite/url.js";
import { backends, openRawDatabase, openTestDatabase, testSource } from "../testing.js";
import { inspectDatabase } from "./inspect-database.js";

test("reports the part of the write-ahead log that waits for a checkpoint, not the size of its file", async () => {
  await using database = await openTestDatabase("sqlite");
  const path = readSqliteUrl(database.url);
  const walSize = () => statSync(`${path}-wal`).size;

  await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
  const size = walSize();
  const waiting = (await inspectDatabase(database.url))?.walBytes;
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThanOrEqual(size);

  await database.users.by(testSource).add("app", { id: "b", dataJson: "{}" });
  const other = new Database(path);
  other.exec("PRAGMA wal_checkpoint(PASSIVE)"); // copies everything; the file keeps its size
  other.close();
  expect(walSize()).toBeGreaterThan(0);
  expect(await inspectDatabase(database.url)).toMatchObject({ walBytes: 0 });
});

test.skipIf(!existsSync("/proc/locks"))(
  "keeps the locks of this process on the database",
  async () => {
    await using database = await openTestDatabase("sqlite");
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    const { ino } = statSync(`${readSqliteUrl(database.url)}-shm`);
    const isLocked = () => readFileSync("/proc/locks", "utf8").includes(`:${ino} `);
    expect(isLocked()).toBe(true);
    await inspectDatabase(database.url);
    expect(isLocked()).toBe(true);
  },
);

test.each(backends)(
  "measures the change log on %s, unless it is from an earlier version",
  async (backend) => {
    await using database = await openTestDatabase(backend);
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    expect((await inspectDatabase(database.url))?.history).toMatchObject({ changes: 1 });
    await using raw = await openRawDatabase(database.url);
    await raw.execute("DROP TABLE change_counters");
    await raw.execute("DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_changes'");
    expect(await inspectDatabase(database.url)).toMatchObject({ history: undefined });
  },
);

test.each(backends)(
  "finds history of missing apps on %s, but keeps events of no app",
  async (backend) => {
    await using database = await openTestDatabase(backend);
    const event = { type: "admin.signedIn", source: testSource, details: {} } as const;
    await database.audit.add({ ...event, appId: "" });
    const orphans = async () => (await inspectDatabase(database.url))?.orphans;
    expect(await orphans()).toEqual([]);
    await database.users.by(testSource).add("gone", { id: "a", dataJson: "{}" });
    await database.audit.add({ ...event, appId: "gone" });
    expect(await orphans()).toEqual(
      ["users", "changes", "change_counters", "audit_events"].map((table) => ({ table, count: 1 })),
    );
  },
);
