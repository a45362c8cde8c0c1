import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import Database from "libsql";
import { describe, expect, test } from "vitest";
import { createSqliteAdapter } from "./adapter.js";
import { LocalConnection } from "./connection.js";
import { ThreadWriter } from "./writer.js";

const opening = `PRAGMA busy_timeout = 200; PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS t (id TEXT PRIMARY KEY, n BIGINT)`;

/** One connection for everything, or a reader and a writer on a thread. */
const kinds = {
  local: (path: string) => {
    const database = new Database(path);
    database.exec(opening);
    const connection = new LocalConnection(database);
    return { writer: { open: () => connection, close: () => connection.close() } };
  },
  thread: (path: string) => ({
    openReader: () => new LocalConnection(new Database(path)),
    writer: new ThreadWriter({ path, onOpenSql: opening }),
  }),
};

async function openAdapter(kind: keyof typeof kinds) {
  const folder = mkdtempSync(join(tmpdir(), "roster-test-"));
  const open = (options: { readonly selectReason?: string } = {}) =>
    createSqliteAdapter({ ...kinds[kind](join(folder, "t.db")), ...options }).connect();
  const adapter = await open();
  await adapter.executeScript("SELECT 1"); // creates the table
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

describe.each(["local", "thread"] as const)("with a %s connection", (kind) => {
  test("a cached statement returns fresh results with other arguments and after a failure", async () => {
    await using adapter = await openAdapter(kind);
    expect(await insert(adapter, "a")).toBe(1);
    await expect(insert(adapter, "a")).rejects.toMatchObject({
      cause: { kind: "UniqueConstraintViolation", constraint: { fields: ["id"] } },
    });
    await expect(adapter.executeRaw(statement("SELECT nonsense"))).rejects.toMatchObject({
      cause: { kind: "sqlite", message: expect.stringContaining("nonsense") },
    });
    expect(await insert(adapter, "b")).toBe(1);
    expect(await ids(adapter)).toEqual(["a", "b"]);
    await insert(adapter, "c");
    expect(await ids(adapter)).toEqual(["a", "b", "c"]);
  });

  test("a cached statement works after a column is added", async () => {
    await using adapter = await openAdapter(kind);
    const select = statement("SELECT count(*) AS n, max(id) AS id FROM t");
    await adapter.queryRaw(select);
    await adapter.executeScript(
      "ALTER TABLE t ADD COLUMN more TEXT; INSERT INTO t VALUES ('a', 1, 'x')",
    );
    expect((await adapter.queryRaw(select)).rows).toEqual([[1, "a"]]);
  });

  test("other connections see a transaction after its end, entirely or not at all", async () => {
    await using adapter = await openAdapter(kind);
    const other = await adapter.open();
    const committed = await adapter.startTransaction();
    await insert(committed, "a");
    await insert(committed, "b");
    expect(await ids(committed)).toEqual(["a", "b"]);
    expect(await ids(other)).toEqual([]);
    await committed.commit();
    expect(await ids(other)).toEqual(["a", "b"]);
    const rolledBack = await adapter.startTransaction();
    await insert(rolledBack, "c");
    await rolledBack.rollback();
    expect(await ids(adapter)).toEqual(["a", "b"]);
    await other.dispose();
  });

  test("other writes and transactions wait for the end of a transaction", async () => {
    await using adapter = await openAdapter(kind);
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
    await using adapter = await openAdapter(kind);
    const transaction = await adapter.startTransaction();
    await insert(transaction, "a");
    await expect(insert(transaction, "a")).rejects.toThrow();
    await transaction.rollback();
    expect(await ids(adapter)).toEqual([]);
  });

  test("a transaction without statements ends", async () => {
    await using adapter = await openAdapter(kind);
    await (await adapter.startTransaction()).commit();
    await (await adapter.startTransaction()).rollback();
    expect(await insert(adapter, "a")).toBe(1);
  });

  test("a transaction that has ended runs nothing in the next one, and does not end it", async () => {
    await using adapter = await openAdapter(kind);
    const ended = await adapter.startTransaction();
    await insert(ended, "a");
    await ended.commit();
    const next = await adapter.startTransaction();
    await insert(next, "b");
    await expect(insert(ended, "late")).rejects.toThrow("The transaction has ended");
    await expect(ended.commit()).rejects.toThrow("The transaction has ended");
    await ended.rollback();
    const waiting = insert(adapter, "c");
    await next.rollback();
    await waiting;
    expect(await ids(adapter)).toEqual(["a", "c"]);
  });

  test("a value that SQLite cannot store fails alone", async () => {
    await using adapter = await openAdapter(kind);
    const insertValue = (value: unknown) =>
      adapter.executeRaw(statement("INSERT INTO t (id) VALUES (?)", value));
    const failing = expect(insertValue(() => 1)).rejects.toThrow();
    expect(await insertValue("a")).toBe(1);
    await failing;
    expect(await ids(adapter)).toEqual(["a"]);
  });

  test("reports a locked database as Prisma's SocketTimeout", async () => {
    await using adapter = await openAdapter(kind);
    const other = await adapter.open();
    const transaction = await other.startTransaction();
    await insert(transaction, "other");
    const busy = { cause: { kind: "SocketTimeout" } };
    await expect(insert(adapter, "a")).rejects.toMatchObject(busy);
    const second = await adapter.startTransaction();
    await expect(insert(second, "a")).rejects.toMatchObject(busy);
    await second.rollback();
    await transaction.commit();
    expect(await insert(adapter, "a")).toBe(1);
    expect(await ids(adapter)).toEqual(["a", "other"]);
    await other.dispose();
  });

  test("a statement of a transaction that did not begin is not run outside of it", async () => {
    await using adapter = await openAdapter(kind);
    const other = await adapter.open();
    const blocking = await other.startTransaction();
    await insert(blocking, "other");
    const transaction = await adapter.startTransaction();
    await expect(insert(transaction, "a")).rejects.toThrow("SocketTimeout");
    await blocking.rollback();
    await expect(insert(transaction, "b")).rejects.toThrow("The transaction has ended");
    await expect(transaction.commit()).rejects.toThrow();
    expect(await ids(adapter)).toEqual([]);
    await other.dispose();
  });

  test("rejects writes after it is closed", async () => {
    await using adapter = await openAdapter(kind);
    const other = await adapter.open();
    await insert(other, "a");
    await other.dispose();
    await expect(insert(other, "b")).rejects.toThrow();
    expect(await ids(adapter)).toEqual(["a"]);
  });

  test("stores 64-bit numbers, which Prisma passes as strings, as numbers, and booleans as 0 or 1", async () => {
    await using adapter = await openAdapter(kind);
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
});

test("says why a write could not start, if that is known", async () => {
  await using adapter = await openAdapter("thread");
  const other = await adapter.open({ selectReason: "SELECT 'An index is being built'" });
  const transaction = await adapter.startTransaction();
  await insert(transaction, "a");
  const reason = { cause: { kind: "SocketTimeout", originalMessage: "An index is being built" } };
  await expect(insert(other, "b")).rejects.toMatchObject(reason);
  const second = await other.startTransaction();
  await expect(insert(second, "c")).rejects.toMatchObject(reason);
  await second.rollback();
  await transaction.commit();
  await other.dispose();
});

test("writes that were queued behind one that waited for another process fail with it; later ones wait anew", async () => {
  await using adapter = await openAdapter("thread");
  const other = await adapter.open();
  const blocking = await other.startTransaction();
  await insert(blocking, "other");
  const first = insert(adapter, "1");
  const queued: Promise<unknown>[] = [
    insert(adapter, "2"),
    adapter.queryRaw(statement("DELETE FROM t")),
    insert(adapter, "3"),
  ];
  const transaction = await adapter.startTransaction();
  queued.push(insert(transaction, "4"));
  const settled = Promise.allSettled(queued);
  await expect(first).rejects.toThrow("SocketTimeout");
  await blocking.commit();
  for (const result of await settled) {
    expect(result).toMatchObject({ reason: { cause: { kind: "SocketTimeout" } } });
  }
  await transaction.rollback();
  await insert(adapter, "later");
  expect(await ids(adapter)).toEqual(["later", "other"]);
  await other.dispose();
});
