import { sqltag as sql } from "@prisma/client/runtime/client";
import {
  isDataPath,
  type DataPath,
  isAppError,
  parseUserPath,
  parseWhere,
  type SortBy,
} from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { type Database, openDatabase } from "../database.js";
import { openExplainedDatabase } from "../testing/explained-database.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, openTestDatabase, testScan, testSource } from "../testing.js";
import { toUserPosition } from "../users/query/user-query.js";
import { createIndexStatements, indexNames } from "./data-index.js";

const email: DataPath = ["data", "email"];
const hostile: DataPath = ["data", `'"); DROP TABLE users; -- \\ $1 ?`, "a.b", "é😀"];

function pathOf(text: string): DataPath {
  const path = parseUserPath(text);
  if ("error" in path || !isDataPath(path.value)) throw new Error(text);
  return path.value;
}

async function fill(database: Database, path: DataPath, count: number) {
  const [, ...keys] = path;
  const nest = (value: unknown) =>
    keys.reduceRight<unknown>((below, key) => ({ [key]: below }), value);
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      database.users.by(testSource).add("app", {
        id: `u${n}`,
        dataJson: JSON.stringify(nest(n % 3 === 0 ? n : `mail-${n}`)),
      }),
    ),
  );
}

describe.each(backends)("an index on data on %s", (backend) => {
  test.each([["data.email", email] as const, ["a hostile path", hostile] as const])(
    "serves filters and sorts by %s, on the first page and on deep ones",
    async (_, path) => {
      await using opened = await openExplainedDatabase(backend);
      const { database } = opened;
      await fill(database, path, 3000);
      const added = await database.dataIndexes.add(
        { appId: "app", path, isUnique: false },
        testScan,
      );
      expect(added.kind).toBe("ready");
      const name = indexNames({ appId: "app", path }).plain;
      const text = path.map((key) => key.replaceAll(/[.\\]/g, String.raw`\$&`)).join(".");
      const planFor = async (range: Parameters<typeof database.users.list>[1]) =>
        (await opened.explained(() => database.users.list("app", range, testScan))).at(-1);
      const byId: SortBy[] = [{ path: ["id"], direction: "asc" }];
      const conditions: Where[] = [
        { [text]: "mail-7" },
        { [text]: 9 },
        { [text]: { in: ["mail-7", "mail-8", 9] } },
        { [text]: { gte: "mail-29", lt: "mail-291" } },
        { [text]: { gt: 10, lte: 20 } },
        { [text]: 2n ** 53n + 1n },
        { [text]: { in: [2n ** 53n + 1n, 2 ** 63] } },
        { [text]: { gt: 2n ** 53n + 1n, lte: 2n ** 63n - 1n } },
        { [text]: { startsWith: "mail-77" } },
      ];
      for (const where of conditions) {
        const { filter } = parseWhere(where);
        const plan = await planFor({ filter, sort: byId, limit: 10 });
        expect({ where, plan }).toEqual({ where, plan: expect.stringContaining(name) });
      }
      const exact = [2n ** 53n + 1n, { gt: 2n ** 53n + 1n, lte: 2n ** 63n - 1n }];
      for (const operators of exact) {
        const { filter } = parseWhere({ [text]: operators });
        expect(await planFor({ filter, sort: byId, limit: 10 })).not.toContain("Filter");
      }
      for (const direction of ["asc", "desc"] as const) {
        const sort: SortBy[] = [{ path, direction }];
        const users = await database.users.list("app", { sort, limit: 1500 }, testScan);
        const last = users.at(-1);
        if (!last) throw new Error("no user");
        const from = {
          position: toUserPosition(last, sort),
          direction: "forward",
          isInclusive: false,
        };
        for (const range of [{ sort, limit: 10 }, { sort, limit: 10, from } as const]) {
          const plan = await planFor(range as Parameters<typeof database.users.list>[1]);
          expect(plan).toContain(name);
          expect(plan).not.toMatch(/sort|temp b-tree/i);
        }
      }
    },
  );

  test("is built once by two concurrent servers, and applies only to its own app", async () => {
    await using database = await openTestDatabase(backend);
    await using other = await openDatabase({ url: database.url });
    const index = { appId: "app", path: email, isUnique: true };
    const added = await Promise.all([
      database.dataIndexes.add(index, testScan),
      other.dataIndexes.add(index, testScan),
      database.dataIndexes.add(index, testScan),
    ]);
    expect(added.map(({ kind }) => kind)).toEqual(["ready", "ready", "ready"]);
    expect(await database.dataIndexes.list("app")).toHaveLength(1);
    await database.users.by(testSource).add("app", { id: "a", dataJson: '{"email":"x"}' });
    await database.users.by(testSource).add("conflict", { id: "a", dataJson: '{"email":"x"}' });
    await database.users.by(testSource).add("conflict", { id: "b", dataJson: '{"email":"x"}' });
    await expect(
      database.users.by(testSource).add("app", { id: "b", dataJson: '{"email":"x"}' }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      details: { id: "b", path: email },
    });
  });

  test("is built again after an interrupted build", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const index = { appId: "app", path: email, isUnique: true };
    for (const id of ["a", "b"])
      await database.users.by(testSource).add("app", { id, dataJson: '{"email":"x"}' });
    const row = { appId: "app", path: "data.email", isUnique: true, state: "building" };
    await prisma.dataIndex.upsert({
      where: { appId_path: { appId: "app", path: "data.email" } },
      create: { ...row, createdAt: 1n },
      update: {},
    } as never);
    const dialect = await createDialect(database.url);
    const build = dialect.withIndexBuilder(prisma, async (builder) => {
      for (const statement of createIndexStatements(dialect, index))
        await builder.executeScript(statement);
    });
    await expect(build).rejects.toThrow(); // on PostgreSQL it leaves an index that is INVALID
    await database.users.by(testSource).remove({ appId: "app", id: "b" });
    expect(await database.dataIndexes.add(index, testScan)).toMatchObject({ kind: "ready" });
    await expect(
      database.users.by(testSource).add("app", { id: "c", dataJson: '{"email":"x"}' }),
    ).rejects.toThrow();
    const invalid = sql`SELECT indexrelid FROM pg_index WHERE NOT indisvalid`;
    expect(backend === "postgresql" ? await prisma.$queryRaw(invalid) : []).toEqual([]);
  });

  test("that stored users violate is rejected with their ids, and leaves nothing behind", async () => {
    await using database = await openTestDatabase(backend);
    const long = "x".repeat(300);
    const values = [1, 1, null, null, {}, {}, "1", long, long, `${long}y`, "é"];
    for (const [at, value] of values.entries()) {
      await database.users
        .by(testSource)
        .add("app", { id: `u${at}`, dataJson: JSON.stringify({ email: value }) });
    }
    await database.users.by(testSource).add("app", { id: "absent-1", dataJson: "{}" });
    await database.users.by(testSource).add("app", { id: "absent-2", dataJson: "{}" });
    const index = { appId: "app", path: email, isUnique: true };
    expect(await database.dataIndexes.add(index, testScan)).toEqual({
      kind: "duplicates",
      count: 4,
      ids: ["u0", "u1", "u7", "u8"],
    });
    expect(await database.dataIndexes.list("app")).toEqual([]);
    await database.users.by(testSource).add("app", { id: "one-more", dataJson: '{"email":1}' });
    for (const id of ["u0", "u1", "u7"])
      await database.users.by(testSource).remove({ appId: "app", id });
    expect(await database.dataIndexes.add(index, testScan)).toMatchObject({ kind: "ready" });
    expect(await database.dataIndexes.remove(index)).toBe(true);
    expect(await database.dataIndexes.remove(index)).toBe(false);
    await database.users.by(testSource).add("app", { id: "free-again", dataJson: '{"email":1}' });
  });

  test("covers strings of a megabyte, and distinguishes them", async () => {
    await using database = await openTestDatabase(backend);
    await database.dataIndexes.add({ appId: "app", path: email, isUnique: true }, testScan);
    const long = Array.from({ length: 1_000_000 }, (_, n) => (n * 7919).toString(36).at(-1)).join(
      "",
    );
    await database.users
      .by(testSource)
      .add("app", { id: "a", dataJson: JSON.stringify({ email: `${long}1` }) });
    await database.users
      .by(testSource)
      .add("app", { id: "b", dataJson: JSON.stringify({ email: `${long}2` }) });
    await expect(
      database.users.by(testSource).update({
        appId: "app",
        id: "b",
        change: JSON.stringify({ email: `${long}1` }),
      }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { id: "b", path: email } });
  });

  test("that is unique rejects only the violating ones of many concurrent writes", async () => {
    await using database = await openTestDatabase(backend);
    await database.dataIndexes.add(
      { appId: "app", path: pathOf("data.email"), isUnique: true },
      testScan,
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        database.users
          .by(testSource)
          .add("app", { id: `u${n}`, dataJson: JSON.stringify({ email: n % 40 }) }),
      ),
    );
    const codes = outcomes.map((one) =>
      one.status === "rejected" && isAppError(one.reason) ? one.reason.code : one.status,
    );
    expect(codes.filter((code) => code === "CONFLICT")).toHaveLength(10);
  });
});
