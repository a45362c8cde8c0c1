import type { JsonValue } from "@roster/contract/json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backends, openTestApi } from "../testing.js";

const parse: (text: string) => JsonValue = JSON.parse;

describe.each(backends)("users.import without update on %s", (backend) => {
  test("keeps data character for character, with and without times, in any order", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const text = fc.string({ unit: "grapheme" });
    const data = fc.dictionary(text, fc.json({ stringUnit: "grapheme" }).map(parse));
    const times = {
      createdAt: "1970-01-01T00:00:00.000007Z",
      updatedAt: "2199-12-31T23:59:59.999999Z",
    };
    const user = fc.record({ id: fc.uuid(), data, isTimed: fc.boolean() });
    const some = fc.uniqueArray(user, { minLength: 1, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(some, fc.boolean(), async (made, mayBeTimed) => {
        const list = made.map(({ isTimed, ...plain }) =>
          isTimed && mayBeTimed ? { ...plain, ...times } : plain,
        );
        await users.removeMany({ ids: list.map(({ id }) => id) });
        const { outcomes } = await users.import({ users: list });
        expect(outcomes).toBe("c".repeat(list.length));
        const { users: kept } = await users.getMany({ ids: list.map(({ id }) => id) });
        expect(kept.map(({ data: stored }) => JSON.stringify(stored))).toEqual(
          list.map(({ data: sent }) => JSON.stringify(sent)),
        );
        expect(kept).toMatchObject(list.map((sent) => ({ ...sent, data: {}, version: 1 })));
      }),
      { numRuns: 25 },
    );
  });

  test("reports the same outcomes as addMany", async () => {
    await using api = await openTestApi(backend);
    await using other = await openTestApi(backend);
    const list = [
      { id: "old" },
      { id: "old", getOrCreate: true },
      { id: "new", data: { n: 1 } },
      { id: "new", data: { n: 2 } },
      { id: "new", getOrCreate: true },
      { id: "a b" },
      { id: "x", data: { email: "old" } },
      { id: "old", data: { email: "old" }, getOrCreate: true },
      { id: "x", data: { email: "x" } },
    ];
    for (const { server } of [api, other]) {
      await server.indexes.add({ path: "data.email", unique: true });
      await server.users.add({ id: "old", data: { email: "old" } });
    }
    const { results } = await api.server.users.addMany({
      users: list,
      idempotencyKey: "key",
    });
    const input = { users: list, idempotencyKey: "key" };
    const { outcomes, refused } = await other.server.users.import(input);
    const letters = { created: "c", existing: "e", updated: "u", conflict: "r", invalid: "r" };
    expect(outcomes).toBe(results.map(({ status }) => letters[status]).join(""));
    expect(refused).toMatchObject(
      results.flatMap((result, index) =>
        result.status === "conflict" || result.status === "invalid"
          ? [{ index, status: result.status, ...("path" in result && { path: result.path }) }]
          : [],
      ),
    );
    const [one, two] = await Promise.all(
      [api, other].map((each) => each.server.users.list({ sort: [{ path: "id" }] })),
    );
    const plain = (page: typeof one) =>
      page?.users.map(({ id, data, version }) => ({ id, data, version }));
    expect(plain(two)).toEqual(plain(one));
    expect(await other.server.users.import(input)).toEqual({ outcomes, refused });
  });
});
