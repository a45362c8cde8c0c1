import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf } from "../testing.js";

describe.each(backends)("users.getMany and users.removeMany on %s", (backend) => {
  test("return the users in the order of the ids, each once, and the ids without a user", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.addMany({ users: ["a", "b", "c"].map((id) => ({ id, data: { id } })) });
    const found = await users.getMany({ ids: ["c", "x", "a", "c", "w"] });
    expect(found.users).toEqual([await users.get({ id: "c" }), await users.get({ id: "a" })]);
    expect(found.missing).toEqual(["x", "w"]);

    const removed = await users.removeMany({ ids: ["c", "x", "a", "c"] });
    expect(removed).toEqual({ removed: ["c", "a"], missing: ["x"] });
    const left = await users.getMany({ ids: ["a", "b", "c"] });
    expect([left.users.map(({ id }) => id), left.missing]).toEqual([["b"], ["a", "c"]]);
  });

  test("report the removal of a user to exactly one of many concurrent calls", async () => {
    await using api = await openTestApi(backend);
    const ids = Array.from({ length: 300 }, (_, n) => `user-${n}`);
    await api.server.users.addMany({ users: ids.map((id) => ({ id })) });
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        api.server.users.removeMany({ ids: n % 2 ? ids : ids.toReversed() }),
      ),
    );
    expect(results.flatMap(({ removed }) => removed).toSorted()).toEqual(ids.toSorted());
  });

  test("accept 5,000 ids, and reject an empty list, a longer one, and an invalid id", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const ids = Array.from({ length: 5001 }, (_, n) => `user-${n}`);
    expect((await users.getMany({ ids: ids.slice(1) })).missing).toHaveLength(5000);
    expect((await users.removeMany({ ids: ids.slice(1) })).missing).toHaveLength(5000);
    for (const input of [{ ids: [] }, { ids }, { ids: ["a", "a b"] }]) {
      expect((await rejectionOf(users.getMany(input))).code).toBe("INVALID");
      expect((await rejectionOf(users.removeMany(input))).code).toBe("INVALID");
    }
  });
});
