import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { backends, openTestDatabase, testScan } from "../testing.js";
import type { UsageCount } from "./usage-store.js";

const minute = Date.parse("2026-11-23T18:24:00Z") * 1000;
const count: UsageCount = {
  appId: "app",
  minute,
  kind: "adds",
  code: "OK",
  upTo: 1000,
  calls: 1,
};
const hour = { from: "2026-11-23T18:00:00.000000Z", to: "2026-11-23T19:00:00.000000Z", step: 3600 };

describe.each(backends)("the usage store on %s", (backend) => {
  test("sums up concurrent additions of several processes in any order", async () => {
    await using database = await openTestDatabase(backend);
    await using other = await openDatabase({ url: database.url });
    const counts = (["adds", "reads", "updates"] as const).map((kind) => ({ ...count, kind }));
    await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        (turn % 2 === 0 ? database : other).usage.add(turn % 4 < 2 ? counts : counts.toReversed()),
      ),
    );
    const rows = await database.usage.list("app", hour, testScan);
    const callsOfKinds = Object.fromEntries(rows.map(({ kind, calls }) => [kind, calls]));
    expect(callsOfKinds).toEqual({ adds: 40, reads: 40, updates: 40 });
    expect(rows).toHaveLength(3);
  });

  test("sums up equal counts within one call", async () => {
    await using database = await openTestDatabase(backend);
    await database.usage.add([count, { ...count, calls: 4_294_967_295 }]);
    expect(await database.usage.list("app", hour, testScan)).toEqual([
      { stepIndex: 0, kind: "adds", code: "OK", upTo: 1000, calls: 4_294_967_296 },
    ]);
  });

  test("lists an app's calls by step, kind, code and bucket, within the time range", async () => {
    await using database = await openTestDatabase(backend);
    const later = (minutes: number) => ({ ...count, minute: minute + minutes * 60_000_000 });
    await database.usage.add([
      later(-1),
      count,
      { ...later(1), calls: 2 },
      { ...later(1), code: "CONFLICT" },
      { ...later(2), upTo: 2000 },
      { ...later(2), appId: "another" },
      later(4),
    ]);
    const period = {
      from: "2026-11-23T18:24:00.000000Z",
      to: "2026-11-23T18:28:00.000000Z",
      step: 120,
    };
    const rows = await database.usage.list("app", period, testScan);
    const row = { kind: "adds", code: "OK", upTo: 1000 };
    expect(rows.toSorted((a, b) => a.stepIndex - b.stepIndex || b.calls - a.calls)).toEqual([
      { ...row, stepIndex: 0, calls: 3 },
      { ...row, stepIndex: 0, code: "CONFLICT", calls: 1 },
      { ...row, stepIndex: 1, upTo: 2000, calls: 1 },
    ]);
  });

  test("removes earlier minutes of every app", async () => {
    await using database = await openTestDatabase(backend);
    const older = { ...count, minute: minute - 60_000_000 };
    await database.usage.add([count, older, { ...older, appId: "another" }]);
    expect(await database.usage.removeBefore(minute)).toBe(2);
    expect(await database.usage.list("app", hour, testScan)).toMatchObject([{ calls: 1 }]);
  });
});
