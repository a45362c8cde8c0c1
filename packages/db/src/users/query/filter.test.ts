import { parseWhere, type User } from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { data, where } from "../../testing/query-arbitraries.js";
import { matchesWhere, toModelUser } from "../../testing/query-model.js";
import { sentStatements } from "../../testing/sent-statements.js";
import { backends, openTestDatabase, testScan, testSource } from "../../testing.js";
import type { UserStore } from "../user-store.js";

const COUNT = 3000;
const byId = [{ path: ["id"], direction: "asc" }] as const;
const orders = [
  byId,
  [{ path: ["createdAt"], direction: "desc" }],
  [{ path: ["data", "a"], direction: "desc" }],
  [{ path: ["updatedAt"], direction: "asc" }],
] as const;

/** Users that were added a tenth of a second apart, some of them changed. */
async function fill(store: UserStore): Promise<User[]> {
  const values = fc.sample(data, { numRuns: COUNT, seed: 5 });
  await Promise.all(
    values.map((one, at) => store.by(testSource).add("app", { id: `u${at}`, dataJson: one })),
  );
  await Promise.all(
    values
      .slice(0, 50)
      .map((one, at) => store.by(testSource).update({ appId: "app", id: `u${at}`, change: one })),
  );
  return store.list("app", { sort: byId, limit: COUNT }, testScan);
}

function filterOf(condition: Where) {
  const { filter, issues } = parseWhere(condition);
  expect(issues).toEqual([]);
  return filter;
}

describe.each(backends)("a filter on %s", (backend) => {
  test("matches and counts the same users as the reference implementation, without and with indexes", async () => {
    let time = 0n;
    const clock = () => (time += 100_000n);
    await using database = await openTestDatabase(backend, { clock });
    const users = await fill(database.users);
    expect(users).toHaveLength(COUNT);
    const parsed = users.map(toModelUser);
    const check = fc.asyncProperty(
      where,
      fc.constantFrom(...orders),
      fc.constantFrom(20, COUNT),
      async (condition, sort, limit) => {
        const filter = filterOf(condition);
        const found = await database.users.list("app", { filter, sort, limit }, testScan);
        const ids = found.map(({ id }) => id);
        const expected = parsed.filter((user) => matchesWhere(user, condition)).map(({ id }) => id);
        const others = ids.filter((id) => !expected.includes(id));
        expect(sort === byId ? ids : others).toEqual(sort === byId ? expected.slice(0, limit) : []);
        expect(new Set(ids).size).toBe(Math.min(limit, expected.length));
        expect(await database.users.count("app", { filter }, testScan)).toBe(expected.length);
      },
    );
    await fc.assert(check, { numRuns: 60 });
    for (const key of ["a", "b"]) {
      const index = { appId: "app", path: ["data", key], isUnique: false } as const;
      expect(await database.dataIndexes.add(index, testScan)).toMatchObject({ kind: "ready" });
    }
    await fc.assert(check, { numRuns: 90 });
  });

  test("of many ids with many values besides is a small statement", async () => {
    await using database = await openTestDatabase(backend);
    await database.users
      .by(testSource)
      .add("app", { id: "u1", dataJson: JSON.stringify({ u: 7 }) });
    await database.users
      .by(testSource)
      .add("app", { id: "u2", dataJson: JSON.stringify({ u: -7 }) });
    const ids = Array.from({ length: 83 }, (_, n) => ({ id: `u${n}` }));
    const values = Array.from({ length: 100 }, (_, n) => n);
    const isAmong: Where = { "data.u": { in: values } };
    const and = [{ or: ids }, ...Array.from({ length: 8 }, () => isAmong)];
    const range = { filter: filterOf({ or: [{ and }] }), sort: byId, limit: 9 };
    const sent = await sentStatements(async () => {
      const found = await database.users.list("app", range, testScan);
      expect(found.map(({ id }) => id)).toEqual(["u1"]);
      expect(await database.users.count("app", range, testScan)).toBe(1);
    });
    expect(Math.max(...sent.map(({ length }) => length))).toBeLessThan(100_000);
  });

  test("does not match other apps' users", async () => {
    await using database = await openTestDatabase(backend);
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    await database.users.by(testSource).add("it's another", { id: "b", dataJson: "{}" });
    const everyone = { filter: filterOf({ or: [{}, { id: "a" }] }), sort: byId, limit: 9 };
    expect((await database.users.list("app", everyone, testScan)).map(({ id }) => id)).toEqual([
      "a",
    ]);
    const other = await database.users.list("it's another", everyone, testScan);
    expect(other.map(({ id }) => id)).toEqual(["b"]);
  });

  test("treats SQL in paths and values as plain strings", async () => {
    await using database = await openTestDatabase(backend);
    const text = `'; DROP TABLE users; -- " \\ $1 ? :a @b`;
    await database.users.by(testSource).add("app", {
      id: "a",
      dataJson: JSON.stringify({ [text]: { [text]: text } }),
    });
    const path = `data.${text.replaceAll("\\", String.raw`\\`)}.${text.replaceAll("\\", String.raw`\\`)}`;
    for (const operators of [
      { eq: text },
      { contains: text },
      { startsWith: text },
      { gte: text },
    ]) {
      const filter = filterOf({ [path]: operators });
      const sort = [{ path: ["data", text, text], direction: "asc" }] as const;
      expect(await database.users.list("app", { filter, sort, limit: 9 }, testScan)).toHaveLength(
        1,
      );
    }
  });
});

describe.each(backends)("a search on %s", (backend) => {
  test("finds ids and strings at the top level, ignoring case from A to Z", async () => {
    await using database = await openTestDatabase(backend);
    const add = (id: string, of: object) =>
      database.users.by(testSource).add("app", { id, dataJson: JSON.stringify(of) });
    await add("Ada-1", {});
    await add("b", { name: "ADA Lovelace" });
    await add("c", { address: { street: "ada" }, tags: ["ada"], ada: 1 });
    await add("d", { name: "Åda", n: 1 });
    const ids = async (search: string) =>
      (await database.users.list("app", { search, sort: byId, limit: 9 }, testScan)).map(
        ({ id }) => id,
      );
    expect(await ids("aDa")).toEqual(["Ada-1", "b"]);
    expect(await ids("Åda")).toEqual(["d"]);
    expect(await ids("åda")).toEqual([]);
    expect(await ids("%")).toEqual([]);
    expect(await database.users.count("app", { search: "ada", maxCount: 1 }, testScan)).toBe(1);
  });
});
