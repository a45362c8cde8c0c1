import { openDatabase } from "@roster/db";
import { createTestDatabaseUrl, openTestProxy } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { Readiness } from "./readiness.js";
import { backends, openTestApi } from "./testing.js";

const ok = { process: "ok", database: "ok", migrations: "ok" };

describe.each(backends)("on %s", (backend) => {
  test("an API with a migrated database is ready until draining starts", async () => {
    await using house = await openTestApi(backend);
    const { readiness } = house.api;
    expect(await readiness.check()).toEqual({ status: "ready", checks: ok });
    readiness.startDraining();
    expect(await readiness.check()).toMatchObject({
      status: "not ready",
      checks: { process: "draining" },
    });
  });
});

test("reports an unreachable database without details", async () => {
  await using place = await createTestDatabaseUrl("postgresql");
  await using proxy = await openTestProxy(place.url);
  await using database = await openDatabase({ url: proxy.url });
  let now = 0;
  const readiness = new Readiness(
    () => database.migrationState(),
    () => now,
  );
  expect((await readiness.check()).status).toBe("ready");
  now += 1000;
  proxy.close();
  expect(await readiness.check()).toEqual({
    status: "not ready",
    checks: { process: "ok", database: "unreachable", migrations: "unknown" },
  });
});

test("reports a missing migration, and checks once per second however many callers ask", async () => {
  let now = 0;
  let looks = 0;
  const readiness = new Readiness(
    async () => ({ missing: [`${(looks += 1)}`] }),
    () => now,
  );
  const reports = await Promise.all(Array.from({ length: 1000 }, () => readiness.check()));
  now = 999;
  reports.push(await readiness.check());
  expect(looks).toBe(1);
  for (const { status, checks } of reports) {
    expect([status, checks.migrations]).toEqual(["not ready", "missing"]);
  }
  now = 1000;
  await readiness.check();
  expect(looks).toBe(2);
});
