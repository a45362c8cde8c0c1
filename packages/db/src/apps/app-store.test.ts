import { raw } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { AppStore } from "./app-store.js";
import { createSystemClock } from "../clock.js";
import { openDatabase } from "../database.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, openTestDatabase, testScan, testSource } from "../testing.js";

describe.each(backends)("the app store on %s", (backend) => {
  test("lets exactly one of 20 concurrent calls add an app, and keeps its name", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    const racers = Array.from({ length: 20 }, (_, n) => ({
      apps: (n % 2 ? one : two).apps,
      name: `App ${n}`,
    }));
    const results = await Promise.all(
      racers.map(({ apps, name }) => apps.addIfAbsent("app", name)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    const winner = racers[results.indexOf(true)];
    expect(await one.apps.get("app")).toMatchObject({ id: "app", name: winner?.name });
  });

  test("returns an app as it was added, and rejects adding it again", async () => {
    await using database = await openTestDatabase(backend, { clock: () => 1_795_455_852_123_457n });
    const app = {
      id: "app",
      name: "Ünïcode 😀",
      createdAt: 1_795_455_852_123_457n,
      history: "full",
      userReads: "self",
      publicFields: "[]",
    };
    expect(await database.apps.add("app", app.name)).toEqual(app);
    expect(await database.apps.get("app")).toEqual(app);
    await expect(database.apps.add("app", "Other")).rejects.toThrow();
    expect(await database.apps.get("app")).toEqual(app);
    expect(await database.apps.get("APP")).toBeNull();
  });

  test("lists apps in order of creation", async () => {
    await using database = await openTestDatabase(backend);
    for (const id of ["b", "c", "a"]) await database.apps.add(id, id);
    expect((await database.apps.list()).map(({ id }) => id)).toEqual(["b", "c", "a"]);
  });

  test("lists an app until its interrupted removal is completed by the next call", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    await database.apps.add("app", "App");
    await database.apps.add("other", "Other");
    for (const app of ["app", "other"]) {
      for (const id of ["a", "b"])
        await database.users.by(testSource).add(app, { id, dataJson: "{}" });
      await database.dataSchemas.add(app, { schema: "{}", appliesTo: "allUsers" });
    }
    const left = async (app: string) => {
      const users = await database.users.count(app, {}, testScan);
      const schemas = await database.dataSchemas.list(app, { limit: 9 });
      return { users, schemas: schemas.length };
    };
    let statements = 0;
    const breaking = new AppStore(
      {
        ...prisma,
        $executeRaw(query) {
          statements += 1;
          return statements > 3
            ? Promise.reject(new Error("the process ended"))
            : prisma.$executeRaw(query);
        },
      },
      createSystemClock(),
    );
    await expect(breaking.remove("app")).rejects.toThrow("the process ended");
    expect(await left("app")).toEqual({ users: 0, schemas: 1 });
    expect(await database.apps.get("app")).not.toBeNull();
    expect(await database.apps.remove("app")).toBe(true);
    expect(await left("app")).toEqual({ users: 0, schemas: 0 });
    expect(await database.apps.get("app")).toBeNull();
    expect(await database.apps.remove("app")).toBe(false);
    expect(await left("other")).toEqual({ users: 2, schemas: 1 });
  });

  test("deletes at most 2,000 rows at a time, and only rows of the app", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    for (const [app, first] of [
      ["other", 1000],
      ["app", 5000],
    ] as const) {
      await database.apps.add(app, app);
      const rows = (count: number) =>
        `WITH RECURSIVE n(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM n WHERE n < ${first + count - 1})`;
      for (const statement of [
        `${rows(2001)} INSERT INTO users (app_id, id, data, version, created_at, updated_at)
          SELECT '${app}', CAST(n AS TEXT), '{}', 1, n, n FROM n`,
        `${rows(2001)} INSERT INTO idempotency_keys (app_id, key, body_hash, answer, created_at)
          SELECT '${app}', CAST(n AS TEXT), '', '', n FROM n`,
        `${rows(31)} INSERT INTO usage (app_id, minute, kind, code, up_to, calls)
          SELECT '${app}', n, 'adds', 'OK', 1, 1 FROM n`,
      ]) {
        await prisma.$executeRaw(raw(statement));
      }
    }
    const deleted: number[] = [];
    const turns: number[] = [];
    let turn = 0;
    let ticking = setImmediate(function tick() {
      turn += 1;
      ticking = setImmediate(tick);
    });
    const counting = new AppStore(
      {
        ...prisma,
        async $executeRaw(query) {
          const begun = turn;
          const count = await prisma.$executeRaw(query);
          if (count > 0) {
            deleted.push(count);
            turns.push(begun);
          }
          return count;
        },
      },
      createSystemClock(),
    );
    expect(await counting.remove("app")).toBe(true);
    clearImmediate(ticking);
    expect(deleted).toEqual([2000, 1, 2000, 1, 30, 1, 1]);
    expect(new Set(turns).size).toBe(turns.length); // other writes run in between
    for (const [table, count] of [
      ["users", 2001],
      ["idempotency_keys", 2001],
      ["usage", 31],
    ] as const) {
      const left = await prisma.$queryRaw<{ app: string; n: bigint | number }[]>(
        raw(`SELECT app_id AS app, count(*) AS n FROM ${table} GROUP BY app_id`),
      );
      expect(
        left.map(({ app, n }) => [app, Number(n)]),
        table,
      ).toEqual([["other", count]]);
    }
  });
});
