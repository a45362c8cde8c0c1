import { type Database, openDatabase } from "@roster/db";
import { backends, createTestDatabaseUrl } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { LeasedBuckets } from "./leased-buckets.js";
import { burstOf } from "./token-bucket.js";

const START = 1_700_000_000_000;

/** The buckets of several processes on one database, with a shared clock. */
async function openProcesses(backend: (typeof backends)[number], count: number) {
  const place = await createTestDatabaseUrl(backend);
  const time = { now: START };
  let ticks = 0n;
  const clock = () => BigInt(time.now) * 1000n + (ticks++ % 1000n);
  const databases: Database[] = [];
  for (let at = 0; at < count; at += 1) {
    databases.push(await openDatabase({ url: place.url, clock }));
  }
  const now = () => new Date(time.now);
  return {
    time,
    buckets: databases.map((database) => new LeasedBuckets(database.rateBuckets, now)),
    stores: databases.map((database) => database.rateBuckets),
    async [Symbol.asyncDispose]() {
      for (const database of databases) await database.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

describe.each(backends)("buckets shared by processes on %s", (backend) => {
  test.each([
    ["calls", 1],
    ["calls and scans", 20],
  ])(
    "admit at least 90% of what a single bucket would, and never more, however the load is spread: %s",
    async (_name, weightOfScan) => {
      await using processes = await openProcesses(backend, 4);
      const { buckets, time } = processes;
      const rate = { perMinute: 6_000 };
      const seconds = 20;
      let made = 0;
      for (let step = 0; step < seconds * 10; step += 1) {
        // Alternates between all, one and two of them: each requests more than is available.
        const loaded =
          step % 3 === 0 ? buckets : step % 3 === 1 ? buckets.slice(0, 1) : buckets.slice(2);
        const calls = loaded.flatMap((process) =>
          Array.from({ length: 40 }, async (_, index) => {
            const weight = index % 10 === 0 ? weightOfScan : 1;
            const { waitMs } = await process.take("app", rate, weight);
            return waitMs === 0 ? weight : 0;
          }),
        );
        for (const taken of await Promise.all(calls)) made += taken;
        time.now += 100;
      }
      const promised = burstOf(rate) + (rate.perMinute / 60) * seconds;
      expect(made).toBeLessThanOrEqual(promised);
      expect(made).toBeGreaterThan(promised * 0.9);
    },
  );

  test("query the database far less often than calls are made", async () => {
    await using processes = await openProcesses(backend, 1);
    const { buckets, stores, time } = processes;
    let asked = 0;
    const [store] = stores;
    const take = store?.take.bind(store);
    if (store && take) {
      store.take = (ask) => {
        asked += 1;
        return take(ask);
      };
    }
    for (let call = 0; call < 5_000; call += 1) {
      expect((await buckets[0]?.take("app", { perMinute: 600_000 }, 1))?.waitMs).toBe(0);
      time.now += call % 10 === 0 ? 1 : 0;
    }
    expect(asked).toBeLessThan(50);
  });

  test("report how long to wait, and admit a caller that waited", async () => {
    await using processes = await openProcesses(backend, 2);
    const { buckets, time } = processes;
    const rate = { perMinute: 60 };
    const take = async (at: number) => (await buckets[at]?.take("user", rate, 1))?.waitMs ?? -1;
    let made = 0;
    while ((await take(0)) === 0) made += 1;
    expect(made).toBe(10);
    expect(await take(1)).toBeGreaterThan(0);
    const wait = await take(0);
    expect(wait).toBeGreaterThan(900);
    time.now += Math.ceil(wait);
    expect([await take(0), await take(1)]).toContain(0);
  });

  test("admit a scan that waited, and cheap calls while it waits", async () => {
    await using processes = await openProcesses(backend, 1);
    const { buckets, time } = processes;
    const rate = { perMinute: 600, burstShare: 1 / 3 };
    const take = async (calls: number) =>
      (await buckets[0]?.take("user", rate, calls))?.waitMs ?? -1;
    for (let scan = 0; scan < 9; scan += 1) expect(await take(20)).toBe(0);
    for (let call = 0; call < 15; call += 1) expect(await take(1)).toBe(0);
    const wait = await take(20);
    expect(wait).toBeGreaterThan(1400);
    expect(await take(1)).toBe(0);
    time.now += Math.ceil(wait) + 100; // for the cheap call
    expect(await take(20)).toBe(0);
  });

  test("never make a caller wait longer than for an empty bucket after the clock is set back", async () => {
    await using processes = await openProcesses(backend, 2);
    const { buckets, time } = processes;
    const rate = { perMinute: 60 };
    const take = async (at: number) => (await buckets[at]?.take("app", rate, 1))?.waitMs ?? -1;
    while ((await take(0)) === 0);
    time.now -= 3_600_000;
    for (const at of [0, 1]) {
      const wait = await take(at);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(1001);
    }
    time.now += 1001;
    expect([await take(0), await take(1)]).toContain(0);
  });

  test.each([
    { what: "unused calls", taken: 1, givenBack: 0, cost: -400_000 },
    { what: "calls that another bucket rejected", taken: 5, givenBack: 5, cost: -500_000 },
  ])("get back $what after a second, even after the clock is set back", async ({ taken, givenBack, cost }) => {
    await using processes = await openProcesses(backend, 1);
    const { buckets, stores, time } = processes;
    const [store] = stores;
    const given = new Promise<number>((resolve) => {
      const take = store?.take.bind(store);
      if (!store || !take) return;
      store.take = (ask) => {
        if (ask.cost < 0) resolve(ask.cost);
        return take(ask);
      };
    });
    // The lease is a tenth of the burst of 50: five calls of 100 ms each.
    const rate = { perMinute: 600 };
    expect((await buckets[0]?.take("app", rate, taken))?.waitMs).toBe(0);
    buckets[0]?.giveBack("app", rate, givenBack);
    time.now -= 3_600_000;
    expect(await given).toBe(cost);
  }); // prettier-ignore

  test("limit nothing while the database is unavailable, because calls fail anyway", async () => {
    const processes = await openProcesses(backend, 1);
    await processes[Symbol.asyncDispose]();
    expect((await processes.buckets[0]?.take("app", { perMinute: 60 }, 1))?.waitMs).toBe(0);
  });
});
