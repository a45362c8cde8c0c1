import type { SortBy } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { userOf } from "../testing/user-of.js";
import { backends, openTestDatabase, testScan, testSource } from "../testing.js";
import { toUserPosition } from "./query/user-query.js";
import type { PageStart } from "./query/user-query.js";
import type { UserStore } from "./user-store.js";

const frozen = () => 1_000_000n;
const newest: readonly SortBy[] = [{ path: ["createdAt"], direction: "desc" }];
const byId: readonly SortBy[] = [{ path: ["id"], direction: "asc" }];
const orders = [
  { name: "newest", sort: newest },
  { name: "id", sort: byId },
];

async function fill(users: UserStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) await users.by(testSource).add("app", { id, dataJson: "{}" });
}

/** Ids of all pages of `limit`; `between` runs after each page. */
async function walk(
  users: UserStore,
  range: { readonly sort: readonly SortBy[]; readonly limit: number },
  between: (seen: readonly string[]) => Promise<unknown> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let from: PageStart | undefined; ;) {
    const page = await users.list("app", { ...range, from }, testScan);
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined) return ids;
    from = {
      position: toUserPosition(last, range.sort),
      direction: "forward",
      isInclusive: false,
    };
    await between(ids);
  }
}

describe.each(backends)("a list of users on %s", (backend) => {
  test("is sorted by creation time, newest first, or by id", async () => {
    await using database = await openTestDatabase(backend);
    await fill(database.users, ["b", "c", "a"]);
    await database.users.by(testSource).update({ appId: "app", id: "b", change: "{}" });
    expect(await walk(database.users, { sort: newest, limit: 9 })).toEqual(["a", "c", "b"]);
    expect(await walk(database.users, { sort: byId, limit: 9 })).toEqual(["a", "b", "c"]);
  });

  test("sorts ids by their bytes on every engine", async () => {
    await using database = await openTestDatabase(backend, { clock: frozen });
    const sorted = [
      "-",
      "-a",
      "0",
      "00",
      "10",
      "9",
      "A",
      "AA",
      "Z",
      "_",
      "a",
      "a-",
      "aB",
      "a_",
      "aa",
    ];
    await fill(database.users, sorted.toReversed());
    expect(await walk(database.users, { sort: byId, limit: 4 })).toEqual(sorted);
    expect(await walk(database.users, { sort: newest, limit: 4 })).toEqual(sorted.toReversed());
  });

  test.each([1, 2, 3, 7, 8])("in pages of %s shows each of 7 users once", async (limit) => {
    await using database = await openTestDatabase(backend, { clock: halting(3) });
    const ids = ["d", "a", "g", "c", "f", "b", "e"];
    await fill(database.users, ids);
    const sorted = ids.toSorted();
    expect(await walk(database.users, { sort: byId, limit })).toEqual(sorted);
    // The clock stands still: d, a and g share one timestamp, and c, f and b the next.
    const newestIds = ["e", "f", "c", "b", "g", "d", "a"];
    expect(await walk(database.users, { sort: newest, limit })).toEqual(newestIds);
  });

  test.each(orders)(
    "in order $name shows each remaining user exactly once while others are added and removed",
    async ({ sort }) => {
      await using database = await openTestDatabase(backend, { clock: halting(4) });
      const ids = Array.from({ length: 30 }, (_, turn) => `u${String(turn).padStart(2, "0")}`);
      await fill(database.users, ids);
      const removed = new Set<string>();
      let turn = 0;
      const seen = await walk(database.users, { sort, limit: 4 }, async (shown) => {
        const last = shown.at(-1) ?? "";
        removed.add(last); // the user after which the next page starts
        await database.users.by(testSource).remove({ appId: "app", id: last });
        if (turn < 5) await fill(database.users, [`new-${turn}`, `zzz-${turn}`, `a-${turn}`]);
        turn += 1;
      });
      expect(seen).toHaveLength(new Set(seen).size);
      expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
      expect(removed.size).toBeGreaterThan(5);
    },
  );

  test.each(orders)("in order $name starts after a removed user", async ({ name, sort }) => {
    await using database = await openTestDatabase(backend, { clock: frozen });
    await fill(database.users, ["a", "b", "c"]);
    const user = userOf(
      await database.users
        .by(testSource)
        .add("app", { id: "b", dataJson: "{}", getOrCreate: true }),
    );
    await database.users.by(testSource).remove({ appId: "app", id: "b" });
    const from = {
      position: toUserPosition(user, sort),
      direction: "forward",
      isInclusive: false,
    } as const;
    const [next] = await database.users.list("app", { sort, limit: 1, from }, testScan);
    expect(next?.id).toBe(name === "id" ? "c" : "a");
  });

  test("of an app without users is empty", async () => {
    await using database = await openTestDatabase(backend);
    for (const { sort } of orders)
      expect(await walk(database.users, { sort, limit: 1 })).toEqual([]);
  });
});

/** A clock that returns the same time `calls` times, then the next second. */
function halting(calls: number): () => bigint {
  let call = 0;
  return () => 1_000_000n * BigInt(1 + Math.floor(call++ / calls));
}
