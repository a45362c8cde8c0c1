import { describe, expect, test } from "vitest";
import { backends, openRawDatabase, openTestDatabase, testScan, testSource } from "../testing.js";
import { insertChanges } from "../testing/change-rows.js";
import { openTestPrisma } from "../testing/prisma.js";
import { type HistoryLimits, HistoryRetention } from "./history-retention.js";

const DAY = 86_400_000_000;
const page = { isWithInstallation: false, limit: 1000, maxBytes: 1_000_000 };

/** What is left of 700 changes and 4 events, one a day for the last of each, on the day after. */
async function keptOf(backend: (typeof backends)[number], limits: HistoryLimits) {
  let day = 0;
  const clock = () => BigInt(day * DAY);
  await using database = await openTestDatabase(backend, { clock });
  await using raw = await openRawDatabase(database.url);
  await using prisma = await openTestPrisma(database.url);
  const rows = Array.from({ length: 700 }, (_, n) => ({
    seq: n + 1,
    at: Math.max(0, n - 696) * DAY,
  }));
  await insertChanges(raw, rows);
  await insertChanges(raw, [{ appId: "other", seq: 1, at: 3 * DAY }]);
  await raw.execute(
    `INSERT INTO change_counters (app_id, last_seq, last_at) VALUES ('app', 700, 1), ('other', 1, 1)`,
  );
  for (; day < 4; day += 1) {
    await database.audit.add({ appId: "app", type: "schema.set", source: testSource, details: {} });
  }
  const retention = new HistoryRetention({ prisma, clock, scan: database.scan }, limits);
  await retention.run();
  const read = async (appId: string) =>
    (await database.changes.list(appId, page, testScan)).entries;
  const entries = await read("app");
  const changes = entries.flatMap((one) => ("changed" in one ? Number(one.seq) : []));
  const others = (await read("other")).length;
  expect(retention.size?.changes).toBe(others + (changes[0] ?? 0) - (changes.at(-1) ?? 0) + 1);
  return { changes, events: entries.length - changes.length, others };
}

describe.each(backends)("the retention of history on %s", (backend) => {
  test("deletes what is older than its days, in every app", async () => {
    expect(await keptOf(backend, { maxDays: 2 })).toEqual({
      changes: [700, 699],
      events: 2,
      others: 1,
    });
  });

  test("keeps at most its number of changes of each app, and of events", async () => {
    const { changes, events, others } = await keptOf(backend, { maxDays: 100, maxRows: 3 });
    expect(changes).toEqual([700, 699, 698]);
    expect([events, others]).toEqual([3, 1]);
  });

  test("keeps everything within its limits", async () => {
    const { changes, events, others } = await keptOf(backend, { maxDays: 100 });
    expect([changes.length, events, others]).toEqual([700, 4, 1]);
  });
});
