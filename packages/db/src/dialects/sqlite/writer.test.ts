import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Worker } from "node:worker_threads";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { expect, test, vi } from "vitest";
import { openTestDatabase } from "../../testing.js";
import { insertRecords } from "../../idempotency/idempotency-statements.js";
import { mapUnavailable } from "../../prisma/driver-errors.js";
import { createSqliteDialect } from "./dialect.js";
import { sqliteSql } from "./dialect-sql.js";

/** A dialect on a file, and the threads that it has started. */
async function openDialect() {
  const database = await openTestDatabase("sqlite");
  const threads: Worker[] = [];
  const onThread = (message: unknown) => {
    if (typeof message === "object" && message !== null && "worker" in message) {
      if (message.worker instanceof Worker) threads.push(message.worker);
    }
  };
  subscribe("worker_threads", onThread);
  const dialect = createSqliteDialect(database.url);
  const prisma = await dialect.connect();
  return {
    threads,
    prisma,
    ...dialect.statements,
    async [Symbol.asyncDispose]() {
      unsubscribe("worker_threads", onThread);
      await prisma.$disconnect();
      await database[Symbol.asyncDispose]();
    },
  };
}

const add = (id: string) =>
  sql`INSERT INTO apps (id, name, created_at) VALUES (${id}, ${id}, 7) RETURNING id`;
const added = sql`SELECT id FROM apps WHERE created_at = 7 ORDER BY id`;
/** Takes hundreds of milliseconds. */
const slow = sql`
  WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000)
  SELECT max(n) FROM c`;

test("a process has one thread, which the first write starts", async () => {
  await using db = await openDialect();
  await db.run(added);
  expect(db.threads).toHaveLength(0);
  await Promise.all([
    db.run(add("a")),
    db.prisma.$queryRaw(add("b")),
    db.transaction((run) => run(add("c"))),
  ]);
  expect(db.threads).toHaveLength(1);
});

test("reads are served while a statement runs on the thread, and see the state before", async () => {
  await using db = await openDialect();
  await db.run(add("before"));
  const order: string[] = [];
  const record = <T>(name: string, work: Promise<T>) => work.finally(() => order.push(name));
  const writing = db.transaction(async (run) => {
    await run(add("written"));
    return run(slow);
  });
  await Promise.all([
    record("transaction", writing),
    record("write", db.run(add("later"))),
    record("read", db.run(added)).then((rows) => expect(rows).toEqual([["before"]])),
    record("read", Promise.resolve(db.prisma.$queryRaw(added))),
  ]);
  expect(order).toEqual(["read", "read", "transaction", "write"]);
  expect(await db.run(added)).toEqual([["before"], ["later"], ["written"]]);
});

test("when the thread ends, its work fails as UNAVAILABLE, its transaction is rolled back, and a new thread starts", async () => {
  await using db = await openDialect();
  const interrupted = db.transaction(async (run) => {
    await run(add("lost"));
    // Between two statements: a thread inside libsql must not be terminated.
    await db.threads[0]?.terminate();
    await run(add("lost, too"));
  });
  const waiting = db.run(add("waited"));
  await expect(interrupted).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await waiting;
  expect(await db.run(added)).toEqual([["waited"]]);
  expect(db.threads).toHaveLength(2);
});

test("a statement that waits for its reply when the thread ends fails as UNAVAILABLE", async () => {
  await using db = await openDialect();
  await db.run(add("first"));
  const [thread] = db.threads;
  const ended = thread?.terminate();
  await expect(db.run(add("lost"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await ended;
  await db.prisma.$queryRaw(add("second"));
  expect(await db.run(added)).toEqual([["first"], ["second"]]);
});

test("a write that waits five seconds for an index build fails as UNAVAILABLE and names the index; reads continue", async () => {
  await using db = await openDialect();
  await db.run(sql`INSERT INTO data_indexes (app_id, path, is_unique, state, version, created_at)
    VALUES ('app', 'data.email', 0, 'building', 1, 0)`);
  await db.transaction(async (run) => {
    await run(add("build"));
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const waiting = db.run(add("early"));
    const failing = [waiting, db.prisma.$queryRaw(add("prisma"))].map((write) =>
      expect(mapUnavailable(write)).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringContaining("The index on data.email of app app is being built"),
      }),
    );
    // Prisma Client passes the statement on in a later turn.
    await new Promise(setImmediate);
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    await Promise.all(failing);
    await expect(db.run(add("late"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await db.run(added)).toEqual([]);
  });
  await db.run(add("after"));
  expect(await db.run(added)).toEqual([["after"], ["build"]]);
});

test("a change and the records of its rows are made together or not at all", async () => {
  await using db = await openDialect();
  const pair = (id: string, key: string) =>
    sqliteSql.withFollowUps(
      sql`INSERT INTO apps (id, name, created_at) VALUES (${id}, 'x', 7)
        ON CONFLICT DO NOTHING RETURNING id AS "appId", name AS id`,
      {
        records: insertRecords(sqliteSql, [
          {
            appId: id,
            userId: "x",
            key,
            bodyHash: "",
            response: "",
            createdAt: 1n,
            owner: undefined,
          },
        ]),
      },
    );
  const records = sql`SELECT key FROM idempotency_keys ORDER BY key`;
  expect(await db.run(pair("a", "1"))).toEqual([["a", "x"]]);
  // No row, and so no record.
  expect(await db.run(pair("a", "2"))).toEqual([]);
  expect(await db.prisma.$queryRaw(pair("b", "3"))).toEqual([{ appId: "b", id: "x" }]);
  await db.run(sql`CREATE TRIGGER full_disk BEFORE INSERT ON idempotency_keys
    BEGIN SELECT RAISE(ABORT, 'no space'); END`);
  await expect(db.run(pair("c", "4"))).rejects.toThrow("no space");
  expect(await db.run(records)).toEqual([["1"], ["3"]]);
  expect(await db.run(added)).toEqual([["a"], ["b"]]);
  const inTransaction = db.transaction(async (run) => {
    await run(sql`DROP TRIGGER full_disk`);
    await run(pair("d", "5"));
    throw new Error("abandoned");
  });
  await expect(inTransaction).rejects.toThrow("abandoned");
  expect(await db.run(added)).toEqual([["a"], ["b"]]);
});
