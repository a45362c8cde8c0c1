import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import type { DialectName } from "../dialects/dialect.js";
import { createTestMigrations } from "../testing/migrations.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, createTestDatabaseUrl } from "../testing.js";

interface LedgerRow {
  readonly migration_name: string;
  readonly started_at: Date;
  readonly finished_at: Date;
}

/** A database with its own `prisma` folder; the migration `1_one` is applied. */
async function openMigrated(backend: DialectName) {
  const { url, ...place } = await createTestDatabaseUrl(backend);
  const migrations = createTestMigrations(backend);
  const migrate = async () =>
    await (await openDatabase({ url, prismaFolder: migrations.url })).close();
  const query = async <Row>(statement: Sql): Promise<Row[]> => {
    await using prisma = await openTestPrisma(url);
    return await prisma.$queryRaw<Row[]>(statement);
  };
  const readLedger = () =>
    query<LedgerRow>(sql`SELECT * FROM _prisma_migrations ORDER BY migration_name`);
  migrations.write("1_one", "CREATE TABLE one (n INTEGER); INSERT INTO one VALUES (1);");
  await migrate();
  return {
    url,
    migrations,
    migrate,
    query,
    readLedger,
    async [Symbol.asyncDispose]() {
      migrations[Symbol.dispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}

describe.each(backends)("migration on %s", (backend) => {
  test("records what it applied as `prisma migrate deploy` does", async () => {
    await using place = await createTestDatabaseUrl(backend);
    const before = Date.now();
    await (await openDatabase({ url: place.url })).close();
    await using prisma = await openTestPrisma(place.url);
    const rows = await prisma.$queryRaw<LedgerRow[]>(
      sql`SELECT * FROM _prisma_migrations ORDER BY migration_name`,
    );
    const folder = new URL(`../../../../prisma/${backend}/migrations/`, import.meta.url);
    const names = readdirSync(folder).filter((name) => /^\d{14}_/.test(name));
    const time = backend === "sqlite" ? Number : Date; // SQLite has no time type, so times are milliseconds
    expect(rows).toEqual(
      names.toSorted().map((name) => ({
        id: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        migration_name: name,
        checksum: createHash("sha256")
          .update(readFileSync(new URL(`${name}/migration.sql`, folder)))
          .digest("hex"),
        started_at: expect.any(time),
        finished_at: expect.any(time),
        logs: null,
        rolled_back_at: null,
        applied_steps_count: 1,
      })),
    );
    const times = rows.flatMap((row) => [row.started_at, row.finished_at]).map(Number);
    const moments = [before, ...times, Date.now()];
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  });

  test("applies each migration once, in order of name", async () => {
    await using database = await openMigrated(backend);
    database.migrations.write("3_three", "INSERT INTO one SELECT n * 10 FROM one;");
    database.migrations.write("2_two", "INSERT INTO one SELECT n + 1 FROM one;");
    await database.migrate();
    await database.migrate();
    expect(await database.query(sql`SELECT n FROM one ORDER BY n`)).toEqual(
      [1, 2, 10, 20].map((n) => ({ n })),
    );
  });

  test("leaves nothing behind when it fails, and succeeds once the file is fixed", async () => {
    await using database = await openMigrated(backend);
    database.migrations.write("2_two", "CREATE TABLE two (n INTEGER);");
    database.migrations.write(
      "3_three",
      "CREATE TABLE three (n INTEGER); INSERT INTO one VALUES (3); INSERT INTO nowhere VALUES (4);",
    );
    await expect(database.migrate()).rejects.toThrow("nowhere");
    await expect(database.query(sql`SELECT * FROM two`)).rejects.toThrow("two");
    await expect(database.query(sql`SELECT * FROM three`)).rejects.toThrow("three");
    expect(await database.query(sql`SELECT n FROM one`)).toEqual([{ n: 1 }]);
    expect((await database.readLedger()).map((row) => row.migration_name)).toEqual(["1_one"]);

    database.migrations.write("3_three", "CREATE TABLE three (n INTEGER);");
    await database.migrate();
    expect(await database.query(sql`SELECT * FROM two, three`)).toEqual([]);
  });

  test("compares the database with the files: missing, altered and unknown migrations", async () => {
    await using place = await openMigrated(backend);
    await using database = await openDatabase({
      url: place.url,
      prismaFolder: place.migrations.url,
    });
    expect(await database.migrationState()).toEqual({ missing: [], altered: [], unknown: [] });
    await place.query(
      sql`UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = '1_one'`,
    );
    expect((await database.migrationState()).altered).toEqual(["1_one"]);
    await place.query(sql`UPDATE _prisma_migrations SET migration_name = '2_two'`);
    expect(await database.migrationState()).toEqual({
      missing: ["1_one"],
      altered: [],
      unknown: ["2_two"],
    });
  });

  test("rejects a database that a newer version has migrated", async () => {
    await using database = await openMigrated(backend);
    database.migrations.write("2_two", "CREATE TABLE two (n INTEGER);");
    await database.migrate();
    database.migrations.remove("2_two");
    await expect(database.migrate()).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/Migration 2_two is unknown .* start a newer version$/),
    });
  });

  test("rejects a migration that was changed after it was applied", async () => {
    await using database = await openMigrated(backend);
    database.migrations.write("1_one", "CREATE TABLE one (n INTEGER, m INTEGER);");
    await expect(database.migrate()).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "Migration 1_one was changed after it was applied",
    });
  });

  test("rejects a database with an unfinished migration", async () => {
    await using database = await openMigrated(backend);
    await database.query(sql`UPDATE _prisma_migrations SET finished_at = NULL`);
    database.migrations.write("2_two", "CREATE TABLE two (n INTEGER);");
    await expect(database.migrate()).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("Migration 1_one was started but not finished"),
    });
    await expect(database.query(sql`SELECT * FROM two`)).rejects.toThrow("two");
  });

  test("reapplies what Prisma's tools have marked as rolled back", async () => {
    await using database = await openMigrated(backend);
    await database.query(sql`DROP TABLE one`);
    await database.query(
      sql`UPDATE _prisma_migrations SET rolled_back_at = started_at, finished_at = NULL`,
    );
    await database.migrate();
    expect(await database.query(sql`SELECT n FROM one`)).toEqual([{ n: 1 }]);
    expect(await database.readLedger()).toHaveLength(2);
  });
});
