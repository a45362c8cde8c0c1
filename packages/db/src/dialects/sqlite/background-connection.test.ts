import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqltag as sql } from "@prisma/client/runtime/client";
import Database from "libsql";
import { expect, test } from "vitest";
import { createSqliteAdapter } from "./adapter.js";
import { SqliteBackgroundConnection } from "./background-connection.js";
import { SqliteTransactionLock } from "./transaction-lock.js";

const opening =
  "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, n BIGINT)";

/** Both connections to one database, as the dialect has them. */
async function openBoth() {
  const folder = mkdtempSync(join(tmpdir(), "roster-test-"));
  const path = join(folder, "t.db");
  const transactions = new SqliteTransactionLock();
  const aside = new SqliteBackgroundConnection({ path, onOpenSql: opening, transactions });
  const adapter = await createSqliteAdapter({
    open: () => new Database(path),
    onOpenSql: opening,
    beforeClose: () => aside.close(),
    onCloseSql: "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)",
    transactions,
  }).connect();
  const run = (text: string) => ({ sql: text, args: [], argTypes: [] });
  return {
    path,
    aside,
    adapter,
    insert: (id: string) => adapter.executeRaw(run(`INSERT INTO t (id) VALUES ('${id}')`)),
    ids: async () => (await adapter.queryRaw(run("SELECT id FROM t ORDER BY id"))).rows.flat(),
    [Symbol.asyncDispose]: async () => {
      await adapter.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

const insertion = (id: string) => sql`INSERT INTO t (id) VALUES (${id})`;

test("the rows of each statement are given back, and all of them are carried out or none", async () => {
  await using both = await openBoth();
  const returning = sql`INSERT INTO t VALUES (${"b"}, ${2n ** 53n - 1n}) RETURNING id, n`;
  expect(await both.aside.run([insertion("a"), returning])).toEqual([[], [["b", 2 ** 53 - 1]]]);
  await expect(both.aside.run([insertion("c"), insertion("a")])).rejects.toMatchObject({
    cause: { kind: "UniqueConstraintViolation", constraint: { fields: ["id"] } },
  });
  await expect(both.aside.run([insertion("d"), sql`SELECT nonsense`])).rejects.toMatchObject({
    cause: { kind: "sqlite", message: expect.stringContaining("nonsense") },
  });
  await both.aside.run([insertion("e")]);
  expect(await both.ids()).toEqual(["a", "b", "e"]);
});

test("a statement that is kept prepared answers anew each time, after a failure too", async () => {
  await using both = await openBoth();
  const counted = (flag: boolean) => sql`SELECT count(*), ${flag} FROM t`;
  for (const [index, id] of ["a", "b", "c"].entries()) {
    expect(await both.aside.run([insertion(id), counted(true)])).toEqual([[], [[index + 1, 1]]]);
    await expect(both.aside.run([insertion(id), counted(true)])).rejects.toThrow("Unique");
  }
});

test("nothing is begun on it when it is closed", async () => {
  await using both = await openBoth();
  await both.aside.run([insertion("a")]);
  await both.aside.close();
  await expect(both.aside.run([insertion("b")])).rejects.toThrow("closed");
  expect(await both.ids()).toEqual(["a"]);
});

test("meanwhile the other connection reads what was there, and writes when it has ended", async () => {
  await using both = await openBoth();
  await both.insert("before");
  const order: string[] = [];
  const told = <T>(name: string, work: Promise<T>) => work.finally(() => order.push(name));
  const [, read] = await Promise.all([
    told("aside", both.aside.run([insertion("aside"), insertion("more")])),
    told("read", both.ids()),
    told("write", both.insert("written")),
    told("transaction", commitOf(both, "transaction")),
  ]);
  expect(read).toEqual(["before"]);
  expect(order).toEqual(["read", "aside", "write", "transaction"]);
  expect(await both.ids()).toEqual(["aside", "before", "more", "transaction", "written"]);
});

async function commitOf({ adapter }: Awaited<ReturnType<typeof openBoth>>, id: string) {
  const transaction = await adapter.startTransaction();
  await transaction.executeRaw({
    sql: `INSERT INTO t (id) VALUES ('${id}')`,
    args: [],
    argTypes: [],
  });
  await transaction.commit();
}

test("it waits for a transaction of the other connection, whose own reads see it", async () => {
  await using both = await openBoth();
  const transaction = await both.adapter.startTransaction();
  const select = { sql: "SELECT count(*) FROM t", args: [], argTypes: [] };
  const running = both.aside.run([insertion("a"), sql`SELECT count(*) FROM t`]);
  const reading = both.ids();
  await transaction.executeRaw({ ...select, sql: "INSERT INTO t (id) VALUES ('first')" });
  expect((await transaction.queryRaw(select)).rows).toEqual([[1]]);
  await transaction.commit();
  expect(await running).toEqual([[], [[2]]]);
  expect(await reading).toContain("first");
});

test("runs one after the other, however many are asked for at once", async () => {
  await using both = await openBoth();
  const names = Array.from({ length: 20 }, (_, n) => `id-${n}`);
  const counts = await Promise.all(
    names.map((id) => both.aside.run([insertion(id), sql`SELECT count(*) FROM t`])),
  );
  expect(counts.map(([, rows]) => rows)).toEqual(names.map((_, n) => [[n + 1]]));
});

test("one that cannot begin, since another process writes, is refused as busy, and the next can", async () => {
  await using both = await openBoth();
  await both.aside.run([insertion("a")]);
  const other = new Database(both.path);
  other.exec("BEGIN IMMEDIATE");
  await expect(both.aside.run([insertion("b")])).rejects.toMatchObject({
    cause: { kind: "SocketTimeout" },
  });
  other.exec("COMMIT");
  other.close();
  await both.aside.run([insertion("c")]);
  expect(await both.ids()).toEqual(["a", "c"]);
});

test("the database file has all of it when the other connection is closed", async () => {
  await using both = await openBoth();
  const running = both.aside.run([insertion("a")]);
  await both.adapter.dispose();
  await running;
  expect(statSync(`${both.path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});
