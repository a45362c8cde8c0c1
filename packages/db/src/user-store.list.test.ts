import type { User } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { backends, openTestDatabase } from "./testing.js";
import type { UserRange } from "./user-statements.js";
import type { UserStore } from "./user-store.js";

const frozen = () => 1_000_000n;
const orders = ["newest", "id"] as const;

async function fill(users: UserStore, ids: readonly string[]): Promise<void> {
  for (const id of ids) await users.insertOrFind("app", id, "{}");
}

/** Ids of all pages of `limit`; `between` runs after each page. */
async function walk(
  users: UserStore,
  range: Omit<UserRange, "after">,
  between: (seen: readonly string[]) => Promise<unknown> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let after: User | undefined; ;) {
    const page = await users.list("app", { ...range, after });
    ids.push(...page.map(({ id }) => id));
    after = page.at(-1);
    if (after === undefined) return ids;
    await between(ids);
  }
}

describe.each(backends)("a list of users on %s", (backend) => {
  test("is ordered by time of creation, newest first, or by id", async () => {
    await using database = await openTestDatabase(backend);
    await fill(database.users, ["b", "c", "a"]);
    await database.users.replaceData("app", "b", "{}");
    expect(await walk(database.users, { order: "newest", limit: 9 })).toEqual(["a", "c", "b"]);
    expect(await walk(database.users, { order: "id", limit: 9 })).toEqual(["a", "b", "c"]);
  });

  test("orders ids by their bytes, on every engine alike", async () => {
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
    expect(await walk(database.users, { order: "id", limit: 4 })).toEqual(sorted);
    expect(await walk(database.users, { order: "newest", limit: 4 })).toEqual(sorted.toReversed());
  });

  test.each([1, 2, 3, 7, 8])("by pages of %s shows each of 7 users once", async (limit) => {
    await using database = await openTestDatabase(backend, { clock: halting(3) });
    const ids = ["d", "a", "g", "c", "f", "b", "e"];
    await fill(database.users, ids);
    const sorted = ids.toSorted();
    expect(await walk(database.users, { order: "id", limit })).toEqual(sorted);
    // The clock halts: d, a, g share one moment, c, f, b the next.
    const newest = ["e", "f", "c", "b", "g", "d", "a"];
    expect(await walk(database.users, { order: "newest", limit })).toEqual(newest);
  });

  test.each(orders)(
    "in order %s leaves out or repeats none that stays, while others come and go",
    async (order) => {
      await using database = await openTestDatabase(backend, { clock: halting(4) });
      const ids = Array.from({ length: 30 }, (_, turn) => `u${String(turn).padStart(2, "0")}`);
      await fill(database.users, ids);
      const removed = new Set<string>();
      let turn = 0;
      const seen = await walk(database.users, { order, limit: 4 }, async (shown) => {
        const last = shown.at(-1) ?? "";
        removed.add(last); // the very user that the next page begins behind
        await database.users.delete("app", last);
        if (turn < 5) await fill(database.users, [`new-${turn}`, `zzz-${turn}`, `a-${turn}`]);
        turn += 1;
      });
      expect(seen).toHaveLength(new Set(seen).size);
      expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
      expect(removed.size).toBeGreaterThan(5);
    },
  );

  test.each(orders)("in order %s begins behind a user that is gone", async (order) => {
    await using database = await openTestDatabase(backend, { clock: frozen });
    await fill(database.users, ["a", "b", "c"]);
    const after = (await database.users.find("app", "b")) ?? undefined;
    await database.users.delete("app", "b");
    const [next] = await database.users.list("app", { order, limit: 1, after });
    expect(next?.id).toBe(order === "id" ? "c" : "a");
  });

  test("of an app without users is empty", async () => {
    await using database = await openTestDatabase(backend);
    for (const order of orders) expect(await walk(database.users, { order, limit: 1 })).toEqual([]);
  });
});

/** A clock that tells the same time `calls` times, then the next second. */
function halting(calls: number): () => bigint {
  let call = 0;
  return () => 1_000_000n * BigInt(1 + Math.floor(call++ / calls));
}
