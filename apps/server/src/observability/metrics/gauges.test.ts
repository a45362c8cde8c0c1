import { EventEmitter } from "node:events";
import { countWaitingWrites, openDatabase } from "@roster/db";
import { createTestDatabaseUrl, openTestProxy, testSource } from "@roster/db/testing";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { createAdmission } from "../../http/admission.js";
import { defaultLimits } from "../../http/limits.js";
import { createMetrics } from "./metrics.js";

test("gauges report what is in progress and what is queued now, and return to zero", async () => {
  await using testDatabase = await createTestDatabaseUrl("postgresql");
  await using proxy = await openTestProxy(testDatabase.url);
  await using database = await openDatabase({ url: proxy.url, maxConnections: 2 });
  await until(() => database.connectionCounts()?.idle === 1); // opening reads the indexes in the background
  const { limiter } = createAdmission({ ...defaultLimits, maxRequests: 70 });
  const register = new Registry();
  const watched = {
    connectionCounts: () => database.connectionCounts(),
    scanCounts: () => database.scanCounts(),
    historySize: () => database.historySize(),
    apiKeys: { listExpiring: async () => [] }, // without a connection
  };
  createMetrics(register).watch({ database: watched, limiter });
  const readGauges = async () => {
    const lines = (await register.metrics()).split("\n");
    const gauges = lines.filter((line) =>
      /^roster_(request|write_queue|database)\w+[ {]/.test(line),
    );
    return Object.fromEntries(
      gauges.map((line) => [line.replace(/ \S+$/, ""), Number(line.split(" ").at(-1))]),
    );
  };
  const quiet = {
    roster_request_places: 70,
    roster_requests_in_work: 0,
    roster_write_queue_items: 0,
    'roster_database_connections{state="busy"}': 0,
    'roster_database_connections{state="waiting"}': 0,
  };
  expect(await readGauges()).toMatchObject(quiet);

  const responses = Array.from({ length: 3 }, () => new EventEmitter());
  for (const response of responses) limiter.acquire(response);
  void proxy.stall();
  const reads = Array.from({ length: 5 }, () => database.apps.list());
  const add = (id: string) => database.users.by(testSource).add("app", { id, dataJson: "{}" });
  const writes = [add("a")];
  await until(() => countWaitingWrites() === 0); // the first is in progress
  writes.push(...["b", "c", "d"].map(add));
  await until(() => database.connectionCounts()?.waiting === 4);
  expect(await readGauges()).toEqual({
    roster_request_places: 70,
    roster_requests_in_work: 3,
    roster_write_queue_items: 3,
    'roster_database_connections{state="idle"}': 0,
    'roster_database_connections{state="busy"}': 2,
    'roster_database_connections{state="waiting"}': 4,
  });

  for (const response of responses) response.emit("close");
  proxy.disconnect("fin");
  await Promise.allSettled([...reads, ...writes]);
  expect(await readGauges()).toMatchObject(quiet);
});

test("the size of the history is reported once it is measured", async () => {
  const measured: { changes: number; bytes: number }[] = [];
  const database = {
    connectionCounts: () => undefined,
    scanCounts: () => ({ running: 0, waiting: 0 }),
    historySize: () => measured[0],
    apiKeys: { listExpiring: async () => [] },
  };
  const register = new Registry();
  createMetrics(register).watch({ database, limiter: createAdmission(defaultLimits).limiter });
  const read = async () => (await register.metrics()).match(/^roster_history.*$/gm);
  expect(await read()).toBeNull();
  measured.push({ changes: 2, bytes: 900 });
  expect(await read()).toEqual(["roster_history_changes 2", "roster_history_bytes 900"]);
});

/** Polls a condition on each turn of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}
