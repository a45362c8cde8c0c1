import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import Database from "libsql";
import { expect, test } from "vitest";
import { createSqliteAdapter } from "./adapter.js";

async function openAdapter(closing = "") {
  const folder = mkdtempSync(join(tmpdir(), "roster-test-"));
  const opening =
    "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, n BIGINT)";
  const open = () =>
    createSqliteAdapter({
      open: () => new Database(join(folder, "t.db")),
      onOpenSql: opening,
      onCloseSql: closing,
    }).connect();
  const adapter = await open();
  const dispose = async () => {
    await adapter.dispose();
    rmSync(folder, { recursive: true });
  };
  return Object.assign(adapter, { open, [Symbol.asyncDispose]: dispose });
}

type Queryable = Pick<SqlDriverAdapter, "queryRaw" | "executeRaw">;

const statement = (sql: string, ...args: unknown[]) => ({ sql, args, argTypes: [] });
const insert = (on: Queryable, id: string) =>
  on.executeRaw(statement("INSERT INTO t (id) VALUES (?)", id));
const ids = async (on: Queryable) =>
  (await on.queryRaw(statement("SELECT id FROM t ORDER BY id"))).rows.flat();

test("a cached statement returns fresh results with other arguments and after a failure", async () => {
  await using adapter = await openAdapter();
  expect(await insert(adapter, "a")).toBe(1);
  await expect(insert(adapter, "a")).rejects.toMatchObject({
    cause: { kind: "UniqueConstraintViolation", constraint: { fields: ["id"] } },
  });
  expect(await insert(adapter, "b")).toBe(1);
  expect(await ids(adapter)).toEqual(["a", "b"]);
  await insert(adapter, "c");
  expect(await ids(adapter)).toEqual(["a", "b", "c"]);
});

test("a cached statement works after a column is added", async () => {
  await using adapter = await openAdapter();
  const select = statement("SELECT count(*) AS n, max(id) AS id FROM t");
  await adapter.queryRaw(select);
  await adapter.executeScript(
    "ALTER TABLE t ADD COLUMN more TEXT; INSERT INTO t VALUES ('a', 1, 'x')",
  );
  expect((await adapter.queryRaw(select)).rows).toEqual([[1, "a"]]);
});

test("other connections see a transaction after its end, entirely or not at all", async () => {
  await using adapter = await openAdapter();
  const other = await adapter.open();
  const committed = await adapter.startTransaction();
  await insert(committed, "a");
  await insert(committed, "b");
  expect(await ids(other)).toEqual([]);
  await committed.commit();
  expect(await ids(other)).toEqual(["a", "b"]);
  const rolledBack = await adapter.startTransaction();
  await insert(rolledBack, "c");
  await rolledBack.rollback();
  expect(await ids(other)).toEqual(["a", "b"]);
  await other.dispose();
});

test("other statements and transactions on the connection wait for the end of a transaction", async () => {
  await using adapter = await openAdapter();
  const first = await adapter.startTransaction();
  const meanwhile = insert(adapter, "outside");
  const second = adapter.startTransaction();
  await insert(first, "inside");
  await first.rollback();
  const transaction = await second;
  await insert(transaction, "second");
  await transaction.commit();
  await meanwhile;
  expect(await ids(adapter)).toEqual(["outside", "second"]);
});

test("a transaction with a failed statement can be rolled back, and the connection is free again", async () => {
  await using adapter = await openAdapter();
  const transaction = await adapter.startTransaction();
  await insert(transaction, "a");
  await expect(insert(transaction, "a")).rejects.toThrow();
  await transaction.rollback();
  expect(await ids(adapter)).toEqual([]);
});

test("reports a locked database as Prisma's SocketTimeout", async () => {
  await using adapter = await openAdapter();
  const other = await adapter.open();
  const transaction = await other.startTransaction();
  await expect(insert(adapter, "a")).rejects.toMatchObject({ cause: { kind: "SocketTimeout" } });
  await expect(adapter.startTransaction()).rejects.toMatchObject({
    cause: { kind: "SocketTimeout" },
  });
  await transaction.commit();
  expect(await insert(adapter, "a")).toBe(1);
  await other.dispose();
});

test("closes the connection even if onCloseSql fails", async () => {
  await using adapter = await openAdapter("nonsense");
  const other = await adapter.open();
  await expect(other.dispose()).resolves.toBeUndefined();
});

test("stores 64-bit numbers, which Prisma passes as strings, as numbers, and booleans as 0 or 1", async () => {
  await using adapter = await openAdapter();
  const argTypes = (["string", "bigint"] as const).map(
    (scalarType) => ({ scalarType, arity: "scalar" }) as const,
  );
  await adapter.executeRaw({
    sql: "INSERT INTO t VALUES (?, ?)",
    args: ["a", "1795455852123456"],
    argTypes,
  });
  const { rows } = await adapter.queryRaw(statement("SELECT n, typeof(n), ? FROM t", true));
  expect(rows).toEqual([[1_795_455_852_123_456, "integer", 1]]);
});
