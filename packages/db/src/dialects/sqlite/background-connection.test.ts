import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import Database from "libsql";
import { expect, test } from "vitest";
import { createSqliteAdapter } from "./adapter.js";
import { SqliteBackgroundConnection } from "./background-connection.js";
import { SqliteTransactionLock } from "./transaction-lock.js";

const opening =
  "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, n BIGINT)";

/** Both connections to one database, as the dialect opens them. */
async function openBoth() {
  const folder = mkdtempSync(join(tmpdir(), "roster-test-"));
  const path = join(folder, "t.db");
  const transactions = new SqliteTransactionLock();
  const connection = new SqliteBackgroundConnection({ path, onOpenSql: opening, transactions });
  const adapter = await createSqliteAdapter({
    open: () => new Database(path),
    onOpenSql: opening,
    beforeClose: () => connection.close(),
    onCloseSql: "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)",
    transactions,
  }).connect();
  const run = (text: string) => ({ sql: text, args: [], argTypes: [] });
  const background = {
    /** Runs all statements in one transaction. */
    run: (statements: readonly Sql[]) =>
      connection.transaction(async (next) => {
        const results = [];
        for (const statement of statements) results.push(await next(statement));
        return results;
      }),
    close: () => connection.close(),
  };
  return {
    path,
    background,
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

test("runs all statements or none, and returns the rows of each", async () => {
  await using both = await openBoth();
  const returning = sql`INSERT INTO t VALUES (${"b"}, ${2n ** 53n - 1n}) RETURNING id, n`;
  expect(await both.background.run([insertion("a"), returning])).toEqual([
    [],
    [["b", 2 ** 53 - 1]],
  ]);
  await expect(both.background.run([insertion("c"), insertion("a")])).rejects.toMatchObject({
    cause: { kind: "UniqueConstraintViolation", constraint: { fields: ["id"] } },
  });
  await expect(both.background.run([insertion("d"), sql`SELECT nonsense`])).rejects.toMatchObject({
    cause: { kind: "sqlite", message: expect.stringContaining("nonsense") },
  });
  await both.background.run([insertion("e")]);
  expect(await both.ids()).toEqual(["a", "b", "e"]);
});

test("a cached statement returns fresh results, even after a failure", async () => {
  await using both = await openBoth();
  const counted = (flag: boolean) => sql`SELECT count(*), ${flag} FROM t`;
  for (const [index, id] of ["a", "b", "c"].entries()) {
    expect(await both.background.run([insertion(id), counted(true)])).toEqual([
      [],
      [[index + 1, 1]],
    ]);
    await expect(both.background.run([insertion(id), counted(true)])).rejects.toThrow("Unique");
  }
});

test("rejects statements after it is closed", async () => {
  await using both = await openBoth();
  await both.background.run([insertion("a")]);
  await both.background.close();
  await expect(both.background.run([insertion("b")])).rejects.toThrow("closed");
  expect(await both.ids()).toEqual(["a"]);
});

test("during a transaction the other connection reads the previous state, and its writes wait", async () => {
  await using both = await openBoth();
  await both.insert("before");
  const order: string[] = [];
  const record = <T>(name: string, work: Promise<T>) => work.finally(() => order.push(name));
  const [, read] = await Promise.all([
    record("background", both.background.run([insertion("background"), insertion("more")])),
    record("read", both.ids()),
    record("write", both.insert("written")),
    record("transaction", commitOf(both, "transaction")),
  ]);
  expect(read).toEqual(["before"]);
  expect(order).toEqual(["read", "background", "write", "transaction"]);
  expect(await both.ids()).toEqual(["background", "before", "more", "transaction", "written"]);
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

test("waits for a transaction of the other connection, which reads its own writes", async () => {
  await using both = await openBoth();
  const transaction = await both.adapter.startTransaction();
  const select = { sql: "SELECT count(*) FROM t", args: [], argTypes: [] };
  const running = both.background.run([insertion("a"), sql`SELECT count(*) FROM t`]);
  const reading = both.ids();
  await transaction.executeRaw({ ...select, sql: "INSERT INTO t (id) VALUES ('first')" });
  expect((await transaction.queryRaw(select)).rows).toEqual([[1]]);
  await transaction.commit();
  expect(await running).toEqual([[], [[2]]]);
  expect(await reading).toContain("first");
});

test("runs concurrent calls one after the other", async () => {
  await using both = await openBoth();
  const names = Array.from({ length: 20 }, (_, n) => `id-${n}`);
  const counts = await Promise.all(
    names.map((id) => both.background.run([insertion(id), sql`SELECT count(*) FROM t`])),
  );
  expect(counts.map(([, rows]) => rows)).toEqual(names.map((_, n) => [[n + 1]]));
});

test("is busy while another process writes, and works afterwards", async () => {
  await using both = await openBoth();
  await both.background.run([insertion("a")]);
  const other = new Database(both.path);
  other.exec("BEGIN IMMEDIATE");
  await expect(both.background.run([insertion("b")])).rejects.toMatchObject({
    code: "UNAVAILABLE",
    cause: { cause: { kind: "SocketTimeout" } },
  });
  other.exec("COMMIT");
  other.close();
  await both.background.run([insertion("c")]);
  expect(await both.ids()).toEqual(["a", "c"]);
});

test("the database file is complete after the other connection is closed", async () => {
  await using both = await openBoth();
  const running = both.background.run([insertion("a")]);
  await both.adapter.dispose();
  await running;
  expect(statSync(`${both.path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});
