import { isDataPath, parseSortPath, parseWhere, type SortBy } from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import { describe, expect, test } from "vitest";
import type { DialectName } from "../../dialects/dialect.js";
import { indexNames } from "../../indexes/data-index.js";
import { openExplainedDatabase } from "../../testing/explained-database.js";
import { backends, testScan, testSource } from "../../testing.js";
import { type PageStart, toUserPosition } from "./user-query.js";

const COUNT = 4000;

/** Most users have the plan `free`; the oldest, more than a few, have `old`. */
const dataOf = (n: number) => ({
  email: n % 3 === 0 ? n : `mail-${n}`,
  plan: n < 1500 ? "old" : "free",
  age: n % 50,
  name: `n${n % 7}`,
});

function sortBy(text: string): [SortBy, ...SortBy[]] {
  const [first = "", ...others] = text.split(" ");
  const read = parseSortPath(first.replace(/^-/, ""));
  if ("error" in read) throw new Error(read.error);
  const key = { path: read.value, direction: first.startsWith("-") ? "desc" : "asc" } as const;
  return others.length === 0 ? [key] : [key, ...sortBy(others.join(" "))];
}

function indexOn(text: string) {
  const [{ path }] = sortBy(text);
  if (!isDataPath(path)) throw new Error(text);
  return { path, name: indexNames({ appId: "app", path }).plain };
}

/** Users, and then their indexes: only what Roster does itself. */
async function open(backend: DialectName) {
  const opened = await openExplainedDatabase(backend);
  const { users, dataIndexes } = opened.database;
  const all = Array.from({ length: COUNT }, (_, n) => ({
    id: `u${(n * 7919) % COUNT}`,
    dataJson: JSON.stringify(dataOf(n)),
    times: { createdAt: BigInt(n), updatedAt: BigInt(n) },
  }));
  await users.by(testSource).import({ appId: "app", users: all });
  for (const path of ["data.email", "data.plan", "data.age"])
    await dataIndexes.add({ appId: "app", path: indexOn(path).path, isUnique: false }, testScan);
  return {
    users,
    async plansOf(where: Where, sort: string, from?: PageStart) {
      const { filter } = parseWhere(where);
      const range = { filter, sort: sortBy(sort), limit: 50, from };
      return opened.explained(() => users.list("app", range, testScan));
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

const inOrder = ["-createdAt", "id", "-id", "data.age", "-data.age"];
const everySort = [...inOrder, "createdAt", "-updatedAt", "data.name -version"];

const orderIndexes: Record<DialectName, Record<string, RegExp>> = {
  sqlite: {
    createdAt: /users_app_id_created_at_id_idx/,
    id: /sqlite_autoindex_users_1/,
  },
  postgresql: { createdAt: /users_app_id_created_at_id_idx/, id: /users_pkey/ },
};

describe.each(backends)("an index on %s", (backend) => {
  test("finds few users in every order, and by it alone", async () => {
    await using database = await open(backend);
    const { name } = indexOn("data.email");
    const conditions: Where[] = [
      { "data.email": "mail-7" },
      { "data.email": 9 },
      { "data.email": { in: ["mail-7", "mail-8", 9] } },
      { "data.email": { gte: "mail-29", lt: "mail-291" } },
      { "data.email": { gt: 10, lte: 20 } },
      { "data.email": { startsWith: "mail-77" } },
      { "data.plan": "free", "data.email": "mail-3001" },
      { "data.email": "mail-7", "data.name": { contains: "n" } },
      { or: [{ "data.email": "mail-7" }, { "data.email": 9, "data.plan": "free" }] },
      { createdAt: { gt: "1970-01-01" }, "data.email": { gt: 30, lt: 60 } },
    ];
    for (const where of conditions) {
      for (const sort of everySort) {
        const plan = (await database.plansOf(where, sort)).at(-1);
        expect({ where, sort, plan }).toEqual({ where, sort, plan: expect.stringContaining(name) });
        expect(plan).not.toMatch(/Seq Scan|SCAN users/);
      }
    }
  });

  test("is not used for most users, which are read in order; and finds many old ones", async () => {
    await using database = await open(backend);
    for (const sort of inOrder) {
      const plan = (await database.plansOf({ "data.plan": "free" }, sort)).at(-1) ?? "";
      const path = sort.replace("-", "");
      const index = orderIndexes[backend][path] ?? new RegExp(indexOn(path).name);
      expect({ sort, plan }).toEqual({ sort, plan: expect.stringMatching(index) });
      expect(plan).not.toMatch(/sort|temp b-tree/i);
    }
    const [plan] = (await database.plansOf({ "data.plan": "old" }, "-createdAt")).slice(-1);
    expect(plan).toContain(indexOn("data.plan").name);
    const found = await database.users.list(
      "app",
      {
        filter: parseWhere({ "data.plan": "old" }).filter,
        sort: sortBy("-createdAt"),
        limit: 3,
      },
      testScan,
    );
    expect(found.map(({ createdAt }) => createdAt.slice(-8, -1))).toEqual([
      ".001499",
      ".001498",
      ".001497",
    ]);
  });

  test.each([
    "data.age",
    "-data.age",
    "data.age -id",
    "-data.age createdAt",
    "-data.age data.name",
  ])("is read from the start of a page by %s", async (sort) => {
    await using database = await open(backend);
    const all = await database.users.list("app", { sort: sortBy(sort), limit: COUNT }, testScan);
    const middle = all[COUNT / 2 + 10];
    if (!middle) throw new Error("no user");
    for (const direction of ["forward", "backward"] as const) {
      const position = toUserPosition(middle, sortBy(sort));
      const from = { position, direction, isInclusive: false };
      const plans = await database.plansOf({}, sort, from);
      for (const plan of plans) {
        expect(plan).toMatch(seeks[backend]);
        expect(!sort.includes(" ") && /sort|temp b-tree/i.test(plan)).toBe(false);
      }
    }
  });
});

const seeks = {
  sqlite: /users_data_\w+ \(<expr>(?:=\?(?: AND id[<>]\?)?|[<>]\?)\)/,
  postgresql: /^ *Index Cond: \(\(?.*ROW\(/m,
};
