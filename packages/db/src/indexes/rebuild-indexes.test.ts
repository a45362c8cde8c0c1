import { raw } from "@prisma/client/runtime/client";
import type { DataPath } from "@roster/contract";
import { parseWhere } from "@roster/contract";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { type Database, openDatabase } from "../database.js";
import type { DialectName } from "../dialects/dialect.js";
import { onTaskFailure, type TaskFailure } from "../every.js";
import { explainDatabase } from "../testing/explained-database.js";
import { createFirstIndexes } from "../testing/first-indexes.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, createTestDatabaseUrl, testScan, testSource } from "../testing.js";
import { createIndexStatements, INDEX_VERSION, indexNames } from "./data-index.js";

const pathOf = (key: string): DataPath => ["data", key];
const namesOf = (key: string) => indexNames({ appId: "app", path: pathOf(key) });
const [LOW, HIGH] = ["9007199254740992", "9007199254740993"];

/** A database with users and indexes of version 1: `n` is unique, `p` is not. */
async function openOldDatabase(backend: DialectName) {
  const file = await createTestDatabaseUrl(backend);
  {
    await using database = await openDatabase({ url: file.url });
    for (let n = 0; n < 500; n += 1) {
      await database.users
        .by(testSource)
        .add("app", { id: `u${n}`, dataJson: `{"n":${n},"p":${n}}` });
    }
    await database.users
      .by(testSource)
      .add("app", { id: "low", dataJson: `{"n":${LOW},"p":${HIGH}}` });
  }
  const prisma = await openTestPrisma(file.url);
  const execute = async (statements: readonly string[]) => {
    for (const statement of statements) await prisma.$executeRaw(raw(statement));
  };
  await execute(createFirstIndexes(backend, "n", { isUnique: true }));
  await execute(createFirstIndexes(backend, "p", { isUnique: false }));
  return {
    url: file.url,
    prisma,
    execute,
    async indexNames() {
      const catalog =
        backend === "sqlite"
          ? "SELECT name FROM sqlite_master WHERE type = 'index'"
          : "SELECT c.relname AS name FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indisvalid";
      const rows = await prisma.$queryRaw<{ name: string }[]>(
        raw(`SELECT name FROM (${catalog}) AS all_indexes WHERE name LIKE 'users_data_%'`),
      );
      return rows.map(({ name }) => name).toSorted();
    },
    async [Symbol.asyncDispose]() {
      await prisma.$disconnect();
      await file[Symbol.asyncDispose]();
    },
  };
}

const newNames = [namesOf("n").plain, namesOf("n").unique, namesOf("p").plain].toSorted();

async function untilReady({ dataIndexes }: Database): Promise<void> {
  for (;;) {
    const rows = await dataIndexes.list("app");
    if (rows.every(({ state, version }) => state === "ready" && version === INDEX_VERSION)) return;
    await new Promise(setImmediate);
  }
}

async function idsWhere(database: Database, path: string, operand: bigint) {
  const { filter } = parseWhere({ [path]: operand });
  const sort = [{ path: ["id"], direction: "asc" }] as const;
  return (await database.users.list("app", { filter, sort, limit: 9 }, testScan)).map(
    ({ id }) => id,
  );
}

describe.each(backends)("indexes of an earlier version on %s", (backend) => {
  test("are replaced when servers start, and then compare integers exactly", async () => {
    await using old = await openOldDatabase(backend);
    const [database, other] = await Promise.all([
      openDatabase({ url: old.url }),
      openDatabase({ url: old.url }),
    ]);
    await using _ = database;
    await using __ = other;
    await untilReady(database);
    expect(await old.indexNames()).toEqual(newNames);

    const insert = (id: string, n: string) =>
      database.users.by(testSource).add("app", { id, dataJson: `{"n":${n},"p":${n}}` });
    await insert("high", HIGH);
    for (const n of ["7", LOW, HIGH, `${LOW}.0`]) {
      await expect(insert("twice", n)).rejects.toMatchObject({
        code: "CONFLICT",
        details: { path: pathOf("n") },
      });
    }
    expect(await idsWhere(database, "data.n", BigInt(HIGH))).toEqual(["high"]);
    expect(await idsWhere(database, "data.p", BigInt(HIGH))).toEqual(["high", "low"]);

    await using opened = await explainDatabase(old.url);
    for (const key of ["n", "p"]) {
      for (const operators of [{ gt: BigInt(LOW) }, { lt: 7 }]) {
        const { filter } = parseWhere({ [`data.${key}`]: operators });
        const range = {
          filter,
          sort: [{ path: pathOf(key), direction: "asc" }],
          limit: 5,
        } as const;
        const plans = await opened.explained(() =>
          opened.database.users.list("app", range, testScan),
        );
        expect(plans.at(-1)).toContain(namesOf(key).plain);
        expect(plans.at(-1)).not.toMatch(/sort|temp b-tree/i);
      }
    }
  });

  test.each([
    ["before the old indexes were dropped", []],
    [
      "after the old unique index was dropped",
      [indexNames({ appId: "app", path: pathOf("n") }, 1).unique],
    ],
  ])("are completed after a rebuild was interrupted %s", async (_, dropped) => {
    await using old = await openOldDatabase(backend);
    const dialect = { ...(await createDialect(old.url)), concurrently: "" };
    const index = { appId: "app", path: pathOf("n"), isUnique: true };
    await old.execute(createIndexStatements(dialect, index));
    await old.execute(dropped.map((name) => `DROP INDEX ${name}`));
    await old.execute(["UPDATE data_indexes SET state = 'building' WHERE path = 'data.n'"]);
    await using database = await openDatabase({ url: old.url });
    await untilReady(database);
    expect(await old.indexNames()).toEqual(newNames);
    await expect(
      database.users.by(testSource).update({ appId: "app", id: "u1", change: '{"n":2}' }),
    ).rejects.toThrow("data.n");
  });

  test("that cannot be built are reported and marked as failed, and can be added again", async () => {
    await using old = await openOldDatabase(backend);
    await old.execute([`UPDATE users SET data = '{"u":1}' WHERE id IN ('u1', 'u2')`]);
    // Version 1 had not completed this unique index.
    await old.execute(
      createFirstIndexes(backend, "u", { isUnique: true, state: "failed" }).slice(0, 1),
    );
    const failures: TaskFailure[] = [];
    onTaskFailure((failure) => failures.push(failure));
    await using database = await openDatabase({ url: old.url });
    const states = async () =>
      (await database.dataIndexes.list("app")).map(({ path, state }) => `${path} ${state}`);
    while (failures.length === 0) await new Promise(setImmediate);
    expect(failures).toEqual([
      { task: "rebuild the index on data.u of app app", error: expect.any(Error) },
    ]);
    expect(await states()).toEqual(["data.n ready", "data.p ready", "data.u failed"]);
    expect(await database.users.count("app", {}, testScan)).toBe(501);
    const index = { appId: "app", path: pathOf("u"), isUnique: true };
    expect(await database.dataIndexes.add(index, testScan)).toMatchObject({
      kind: "duplicates",
      count: 2,
    });
    await database.users.by(testSource).remove({ appId: "app", id: "u2" });
    expect(await database.dataIndexes.add(index, testScan)).toMatchObject({ kind: "ready" });
  });
});

test("on PostgreSQL, a rebuild blocks no writes, keeps values unique, and stops when its server does", async () => {
  await using old = await openOldDatabase("postgresql");
  const writer = new pg.Client({ connectionString: old.url });
  await writer.connect();
  // CREATE INDEX CONCURRENTLY waits for the end of this transaction.
  await writer.query("BEGIN; UPDATE users SET version = 2 WHERE id = 'u9'");
  {
    await using database = await openDatabase({ url: old.url });
    const building = `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock'`;
    while ((await old.prisma.$queryRaw<unknown[]>(raw(building))).length === 0);
    expect((await database.dataIndexes.list("app"))[0]).toMatchObject({ state: "building" });
    await database.users.by(testSource).add("app", { id: "new", dataJson: '{"n":-1}' });
    await expect(
      database.users.by(testSource).add("app", { id: "twice", dataJson: '{"n":-1}' }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      details: { path: pathOf("n") },
    });
    expect(await idsWhere(database, "data.n", 7n)).toEqual(["u7"]);
  }
  // What an end of the database server leaves behind.
  await old.execute([
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%' AND pid <> pg_backend_pid()`,
  ]);
  await writer.query("COMMIT");
  await writer.end();
  await using database = await openDatabase({ url: old.url });
  await untilReady(database);
  expect(await old.indexNames()).toEqual(newNames);
});
