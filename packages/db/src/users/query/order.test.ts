import { parseSortPath, type SortBy, type User } from "@roster/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { data, sortPath } from "../../testing/query-arbitraries.js";
import {
  compareByPath,
  compareCodePoints,
  type ModelUser,
  toModelUser,
} from "../../testing/query-model.js";
import { backends, openTestDatabase, testScan, testSource } from "../../testing.js";
import type { UserStore } from "../user-store.js";
import { toUserPosition } from "./user-query.js";
import type { PageStart } from "./user-query.js";

const COUNT = 300;

interface Key {
  readonly path: string;
  readonly direction: "asc" | "desc";
}

const sort = fc.uniqueArray(
  fc.record({ path: sortPath, direction: fc.constantFrom("asc", "desc") }),
  { minLength: 1, maxLength: 4, selector: ({ path }) => path },
);

function toSort(keys: readonly Key[]): SortBy[] {
  return keys.map(({ path, direction }) => {
    const read = parseSortPath(path);
    if ("error" in read) throw new Error(read.error);
    return { path: read.value, direction };
  });
}

/** The same order in plain JavaScript. */
function sorted(users: readonly User[], keys: readonly Key[]): ModelUser[] {
  const last = keys.at(-1)?.direction ?? "asc";
  const signed = (difference: number, direction: Key["direction"]) =>
    direction === "desc" ? -difference : difference;
  return users.map(toModelUser).toSorted((a, b) => {
    for (const { path, direction } of keys) {
      const difference = compareByPath(path)(a, b);
      if (difference !== 0) return signed(difference, direction);
    }
    return signed(compareCodePoints(a.id, b.id), last);
  });
}

async function addSome(store: UserStore, prefix: string, values: readonly string[]) {
  await Promise.all(
    values.map((one, at) =>
      store.by(testSource).add("app", { id: `${prefix}${at}`, dataJson: one }),
    ),
  );
}

/** All pages from one end to the other; `between` runs after each. */
async function walk(
  store: UserStore,
  { by, direction, limit }: { by: SortBy[]; direction: "forward" | "backward"; limit: number },
  between: (shown: readonly User[]) => Promise<unknown> = async () => {},
): Promise<User[]> {
  const everyone = await store.list("app", { sort: by, limit: 2 * COUNT }, testScan);
  const first = direction === "forward" ? everyone[0] : everyone.at(-1);
  if (!first) return [];
  let from: PageStart = { position: toUserPosition(first, by), direction, isInclusive: true };
  const shown: User[] = [];
  for (;;) {
    const page = await store.list("app", { sort: by, limit, from }, testScan);
    const edge = direction === "forward" ? page.at(-1) : page[0];
    if (!edge) return direction === "forward" ? shown : shown.toReversed();
    shown.push(...(direction === "forward" ? page : page.toReversed()));
    await between(shown);
    from = { position: toUserPosition(edge, by), direction, isInclusive: false };
  }
}

describe.each(backends)("a sorted list on %s", (backend) => {
  test("has the order of the reference implementation, page by page, forward and backward", async () => {
    let time = 0n;
    const clock = () => 1_000_000n * (time++ / 7n); // seven users share each timestamp
    await using database = await openTestDatabase(backend, { clock });
    await addSome(database.users, "u", fc.sample(data, { numRuns: COUNT, seed: 3 }));
    const index = { appId: "app", path: ["data", "a"], isUnique: false } as const;
    expect(await database.dataIndexes.add(index, testScan)).toMatchObject({ kind: "ready" });
    const users = await database.users.list(
      "app",
      {
        sort: toSort([{ path: "id", direction: "asc" }]),
        limit: COUNT,
      },
      testScan,
    );
    await fc.assert(
      fc.asyncProperty(sort, fc.integer({ min: 40, max: 90 }), async (keys, limit) => {
        const by = toSort(keys);
        const expected = sorted(users, keys).map(({ id }) => id);
        for (const direction of ["forward", "backward"] as const) {
          const shown = await walk(database.users, { by, direction, limit });
          expect(shown.map(({ id }) => id)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("shows each remaining user exactly once while others are added and removed", async () => {
    await using database = await openTestDatabase(backend);
    const { users: store } = database;
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(
        sort,
        fc.constantFrom("forward", "backward"),
        fc.array(data, { minLength: 40, maxLength: 60 }),
        async (keys, direction, values) => {
          turn += 1;
          await addSome(store, `t${turn}-`, values);
          const by = toSort(keys);
          const stayed = new Set(Array.from(values, (_, at) => `t${turn}-${at}`));
          let round = 0;
          const shown = await walk(store, { by, direction, limit: 7 }, async (seen) => {
            round += 1;
            const last = seen.at(-1)?.id ?? "";
            const gone = [last, `t${turn}-${round * 3}`, `t${turn}-${values.length - round}`];
            for (const id of gone) {
              stayed.delete(id);
              await store.by(testSource).remove({ appId: "app", id });
            }
            if (round < 4) await addSome(store, `n${turn}-${round}-`, values.slice(0, 3));
          });
          const ids = shown.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(Array.from(stayed).filter((id) => !ids.includes(id))).toEqual([]);
          const left = await store.list("app", { sort: by, limit: 500 }, testScan);
          await Promise.all(
            left.map(({ id }) => store.by(testSource).remove({ appId: "app", id })),
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});
