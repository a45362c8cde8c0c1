import { MAX_STATS_STEPS } from "@roster/contract";
import { toTimestamp, type UsageCount } from "@roster/db";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  userActor,
} from "../testing.js";

const start = BigInt(Date.parse("2026-11-23T18:24:00Z")) * 1000n;
const at = (seconds: number) => toTimestamp(start + BigInt(seconds) * 1_000_000n);
const counted = (minutes: number, more: Partial<UsageCount> = {}): UsageCount => ({
  appId: FIRST_APP_ID,
  minute: Number(start) + minutes * 60_000_000,
  kind: "adds",
  code: "OK",
  upTo: 1000,
  calls: 10,
  ...more,
});

describe.each(backends)("stats.usage on %s", (backend) => {
  test("returns the app's calls by kind, errors by code and latency, per step and in total", async () => {
    await using api = await openTestApi(backend);
    await api.database.usage.add([
      counted(-1),
      counted(0),
      counted(1, { kind: "reads", upTo: 20_000, calls: 5 }),
      counted(1, { kind: "updates", code: "NOT_FOUND", calls: 2 }),
      counted(1, { kind: "removals", code: "NOT_FOUND", calls: 1 }),
      counted(1, { appId: "another" }),
      counted(4, { kind: "others", code: "INTERNAL" }),
      counted(5),
    ]);
    const none = { adds: 0, reads: 0, updates: 0, removals: 0, others: 0 };
    expect(await api.server.stats.usage({ from: at(0), to: at(300), step: 120 })).toEqual({
      points: [
        {
          from: at(0),
          calls: { ...none, adds: 10, reads: 5, updates: 2, removals: 1 },
          errors: { NOT_FOUND: 3 },
          latency: { p50: 0.846, p95: 18.2, p99: 19.64 },
        },
        { from: at(120), calls: none, errors: {}, latency: null },
        {
          from: at(240),
          calls: { ...none, others: 10 },
          errors: { INTERNAL: 10 },
          latency: { p50: 0.75, p95: 0.975, p99: 0.995 },
        },
      ],
      total: {
        calls: { adds: 10, reads: 5, updates: 2, removals: 1, others: 10 },
        errors: { NOT_FOUND: 3, INTERNAL: 10 },
        latency: { p50: 0.804, p95: 17.2, p99: 19.44 },
      },
    });
  });

  test("is for the administrator and servers with read access, not for users", async () => {
    await using api = await openTestApi(backend);
    const input = { from: at(0), to: at(60), step: 60 };
    const admin = api.as(adminActor(FIRST_APP_ID));
    expect((await admin.stats.usage(input)).points).toHaveLength(1);
    const user = api.as(userActor(FIRST_APP_ID, "a"));
    expect((await rejectionOf(user.stats.usage(input))).code).toBe("FORBIDDEN");
    const writer = api.as({ ...serverActor(FIRST_APP_ID), actions: new Set(["write"]) });
    expect((await rejectionOf(writer.stats.usage(input))).code).toBe("FORBIDDEN");
  });
});

test.each([
  ["that ends before it starts", { from: at(60), to: at(0), step: 60 }, "to"],
  ["that starts within a minute", { from: at(1), to: at(60), step: 60 }, "from"],
  ["that ends within a minute", { from: at(0), to: at(61), step: 60 }, "to"],
  ["of steps that end within a minute", { from: at(0), to: at(180), step: 90 }, "step"],
  ["of too many steps", { from: at(0), to: at(60 * (MAX_STATS_STEPS + 1)), step: 60 }, "step"],
])("stats.usage rejects a period %s and reports the field", async (_name, input, field) => {
  await using api = await openTestApi("sqlite");
  expect(await rejectionOf(api.server.stats.usage(input))).toMatchObject({
    code: "INVALID",
    details: { issues: [{ path: [field] }] },
  });
});
