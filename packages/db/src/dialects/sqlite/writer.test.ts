import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Worker } from "node:worker_threads";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../testing.js";
import { createSqliteDialect } from "./dialect.js";

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
