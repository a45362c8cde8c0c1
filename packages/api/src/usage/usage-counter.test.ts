import { toTimestamp } from "@roster/db";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import type { CallEvent } from "../trpc/call-event.js";
import { backends, openTestApi } from "../testing.js";
import { UsageCounter } from "./usage-counter.js";

const start = Date.parse("2026-11-23T18:24:00Z");
const call: CallEvent = {
  requestId: "",
  path: "users.add",
  appId: FIRST_APP_ID,
  actor: "server",
  code: "OK",
  seconds: 0.0015,
};
const timestamp = (milliseconds: number) => toTimestamp(BigInt(milliseconds) * 1000n);
const minutesFrom = (from: number, minutes: number) => ({
  from: timestamp(from),
  to: timestamp(from + minutes * 60_000),
  step: 60,
});

describe.each(backends)("the usage counter on %s", (backend) => {
  test("adds the counts of each process to the minute in which the call ended", async () => {
    await using api = await openTestApi(backend);
    let now = start + 59_999;
    const store = api.database.usage;
    const counters = [1, 2, 3].map(() => new UsageCounter({ store, now: () => now }));
    for (const { count } of counters) count(call);
    now += 1;
    for (const { count } of counters) {
      count({ ...call, code: "CONFLICT" });
      count({ ...call, path: "users.list", seconds: 0.03 });
    }
    await Promise.all(counters.map((counter) => counter.flush()));
    for (const { count } of counters) count(call);
    await Promise.all(counters.map((counter) => counter.stop()));

    const { points } = await api.server.stats.usage(minutesFrom(start, 2));
    const none = { adds: 0, reads: 0, updates: 0, removals: 0, others: 0 };
    expect(points).toMatchObject([
      { calls: { ...none, adds: 3 }, errors: {} },
      { calls: { ...none, adds: 6, reads: 3 }, errors: { CONFLICT: 3 } },
    ]);
  });

  test("removes minutes older than two days, and no later ones", async () => {
    await using api = await openTestApi(backend);
    let now = start;
    const counter = new UsageCounter({ store: api.database.usage, now: () => now });
    counter.count(call);
    now += 60_000;
    counter.count(call);
    await counter.flush();
    now = start + 48 * 3_600_000 + 60_000;
    await counter.flush();
    const { points } = await api.server.stats.usage(minutesFrom(start, 2));
    expect(points.map(({ calls }) => calls.adds)).toEqual([0, 1]);
  });
});

test("counts that cannot be written wait for up to an hour, and are then added once", async () => {
  await using api = await openTestApi("sqlite");
  const { usage } = api.database;
  let isAway = true;
  const store = {
    add: (counts: Parameters<typeof usage.add>[0]) =>
      isAway ? Promise.reject(new Error("away")) : usage.add(counts),
    removeBefore: (minute: number) => usage.removeBefore(minute),
  };
  let now = start;
  const counter = new UsageCounter({ store, now: () => now });
  const end = start + 61 * 60_000;
  for (; now < end; now += 60_000) {
    counter.count(call);
    await counter.flush().catch(() => {});
    counter.count(call);
  }
  isAway = false;
  await counter.stop();
  const { points } = await api.server.stats.usage(minutesFrom(start, 61));
  expect(points.map(({ calls }) => calls.adds)).toEqual([0, ...Array<number>(60).fill(2)]);
});

test("an unauthenticated call is not counted", async () => {
  await using api = await openTestApi("sqlite");
  const counter = new UsageCounter({ store: api.database.usage, now: () => start });
  counter.count({ ...call, appId: undefined, actor: undefined, code: "UNAUTHENTICATED" });
  await counter.stop();
  const { total } = await api.server.stats.usage(minutesFrom(start, 1));
  expect(total).toMatchObject({ calls: { adds: 0 }, errors: {}, latency: null });
});
