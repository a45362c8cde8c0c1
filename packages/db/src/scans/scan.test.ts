import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, openTestDatabase, testScan } from "../testing.js";

/** Never ends by itself. */
const endless = sql`WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x > 0)
  SELECT count(*) AS n FROM c WHERE x < 0`;

const ordinary = sql`SELECT ${"a 'b' \"c\" \\ é\n"} AS s, CAST(${1_764_511_111_111_111n} AS BIGINT) AS i,
  NULL AS n`;

describe.each(backends)("a scan on %s", (backend) => {
  test("returns the statement's rows in their order, with exact integers and strings", async () => {
    await using database = await openTestDatabase(backend);
    const [[text, micros, none] = []] = await database.scan(ordinary, testScan);
    expect([text, Number(micros), none]).toEqual([
      "a 'b' \"c\" \\ é\n",
      1_764_511_111_111_111,
      null,
    ]);
    const rows = await database.scan(
      sql`WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 3000)
        SELECT x FROM c ORDER BY x % 7 DESC, x DESC`,
      testScan,
    );
    const numbers = rows.map(([x]) => Number(x));
    const sorted = Array.from({ length: 3000 }, (_, index) => index + 1);
    expect(numbers).toEqual(sorted.toSorted((a, b) => (b % 7) - (a % 7) || b - a));
    expect(await database.scan(sql`SELECT id FROM users WHERE id = ''`, testScan)).toEqual([]);
  });

  test.each([true, false])(
    "ends at its deadline as QUERY_TIMEOUT, and its connection serves the next (short: %s)",
    async (isShort) => {
      await using database = await openTestDatabase(backend);
      const request = { ...testScan, isShort };
      for (let round = 0; round < 2; round += 1) {
        await expect(database.scan(endless, { ...request, deadlineMs: 50 })).rejects.toMatchObject({
          code: "QUERY_TIMEOUT",
          message: "The query did not finish within 0.05 s",
        });
      }
      expect(await database.scan(ordinary, request)).toHaveLength(1);
    },
  );

  test("leaves the event loop free", async () => {
    await using database = await openTestDatabase(backend);
    await database.scan(ordinary, testScan);
    const scan = database.scan(endless, { ...testScan, deadlineMs: 500 });
    const running = { isEnded: false };
    const ended = scan.catch(() => (running.isEnded = true));
    let gets = 0;
    for (; !running.isEnded; gets += 1) {
      await database.users.get("app", "a");
      await setTimeout(5); // otherwise the loop would be busy with these calls
    }
    await ended;
    expect(gets).toBeGreaterThan(2);
  });

  test("stops when its signal is aborted, whether it runs or waits", async () => {
    await using database = await openTestDatabase(backend);
    const caller = new AbortController();
    const request = { ...testScan, signal: caller.signal };
    const scans = Array.from({ length: 5 }, () => database.scan(endless, request));
    const outcomes = Promise.allSettled(scans);
    expect(database.scanCounts()).toEqual({ running: 2, waiting: 3 });
    caller.abort();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ reason: { code: "CANCELLED" } });
    }
    expect(database.scanCounts()).toEqual({ running: 0, waiting: 0 });
    await expect(database.scan(endless, request)).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await database.scan(ordinary, testScan)).toHaveLength(1);
  });

  test("does not delay a short one", async () => {
    await using database = await openTestDatabase(backend);
    const caller = new AbortController();
    const request = { ...testScan, signal: caller.signal };
    const scans = Array.from({ length: 3 }, () => database.scan(endless, request));
    const outcomes = Promise.allSettled(scans);
    expect(await database.scan(ordinary, { ...testScan, isShort: true })).toHaveLength(1);
    expect(database.scanCounts()).toEqual({ running: 2, waiting: 1 });
    caller.abort();
    await outcomes;
  });

  test("stops when the database is closed", async () => {
    const database = await openTestDatabase(backend);
    const scan = database.scan(endless, testScan);
    const outcome = Promise.allSettled([scan]);
    await database.scan(ordinary, testScan);
    await database[Symbol.asyncDispose]();
    expect(await outcome).toMatchObject([{ reason: { code: "CANCELLED" } }]);
  });

  test("cannot write", async () => {
    await using database = await openTestDatabase(backend);
    const write = sql`DELETE FROM users RETURNING id`;
    await expect(database.scan(write, testScan)).rejects.toThrow(/read-?only|syntax error/);
  });
});

test.each([true, false])("an aborted scan leaves no statement on PostgreSQL (short: %s)", async (isShort) => {
  await using database = await openTestDatabase("postgresql");
  const prisma = await openTestPrisma(database.url);
  const caller = new AbortController();
  const request = { ...testScan, signal: caller.signal, isShort };
  const outcome = Promise.allSettled([database.scan(endless, request)]);
  const running = async () => {
    const rows = await prisma.$queryRaw<unknown[]>(sql`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE 'WITH RECURSIVE%'`);
    return rows.length;
  };
  await expect.poll(running).toBe(1);
  caller.abort();
  expect(await outcome).toMatchObject([{ reason: { code: "CANCELLED" } }]);
  await expect.poll(running).toBe(0); // a short one is not waited for
  await prisma.$disconnect();
}); // prettier-ignore

test.each([true, false])("a scan whose connection PostgreSQL closes is UNAVAILABLE, and the next one opens another (short: %s)", async (isShort) => {
  await using database = await openTestDatabase("postgresql");
  const prisma = await openTestPrisma(database.url);
  const request = { ...testScan, isShort };
  const outcome = Promise.allSettled([database.scan(endless, request)]);
  const terminate = async () => {
    const rows = await prisma.$queryRaw<unknown[]>(sql`SELECT pg_terminate_backend(pid)
      FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
      AND query LIKE 'WITH RECURSIVE%'`);
    return rows.length;
  };
  await expect.poll(terminate).toBe(1);
  expect(await outcome).toMatchObject([{ reason: { code: "UNAVAILABLE" } }]);
  expect(await database.scan(ordinary, request)).toHaveLength(1);
  await prisma.$disconnect();
}); // prettier-ignore

test("on PostgreSQL, scans of end users get no parallel workers", async () => {
  await using database = await openTestDatabase("postgresql");
  const setting = sql`SELECT current_setting('max_parallel_workers_per_gather')`;
  expect(await database.scan(setting, { ...testScan, userId: "ada" })).toEqual([["0"]]);
  expect(await database.scan(setting, testScan)).not.toEqual([["0"]]);
});

test("on SQLite, a garbage collection does not wait for a running scan", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void; // only the flag defines it
  await using database = await openTestDatabase("sqlite");
  for (let index = 0; index < 30; index += 1) {
    await database.scan(sql`SELECT ${raw(String(index))} AS n FROM users`, testScan);
  }
  const seconds = sql`WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5000000)
    SELECT count(*) AS n FROM c`;
  const scan = database.scan(seconds, { ...testScan, deadlineMs: 200 });
  const outcome = Promise.allSettled([scan]);
  for (let round = 0; round < 5; round += 1) {
    await setTimeout(10); // the scan runs
    collectGarbage();
  }
  // If the collection had waited, the scan would have ended before its deadline was noticed.
  expect(await outcome).toMatchObject([{ reason: { code: "QUERY_TIMEOUT" } }]);
});
