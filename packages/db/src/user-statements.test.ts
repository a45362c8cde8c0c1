import { describe, expect, test } from "vitest";
import { openDatabase } from "./database.js";
import { backends, openTestDatabase } from "./testing.js";

const ids = Array.from({ length: 200 }, (_, n) => `user-${n}`);
const backwards = ids.toReversed();

describe.each(backends)("two servers on one database on %s", (backend) => {
  test("write the same users in opposite orders, and neither locks the other out", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    for (const app of ["a", "b", "c", "d"]) {
      const inserts = await Promise.all([
        ...ids.map((id) => one.users.insertOrFind(app, id, "{}")),
        ...backwards.map((id) => two.users.insertOrFind(app, id, "{}")),
      ]);
      expect(inserts.filter(({ inserted }) => inserted)).toHaveLength(ids.length);
      const updates = await Promise.all([
        ...ids.map((id) => one.users.replaceData(app, id, "{}")),
        ...backwards.map((id) => two.users.replaceData(app, id, "{}")),
      ]);
      expect(updates.filter((user) => user?.version === 3)).toHaveLength(ids.length);
      const removals = await Promise.all([
        ...ids.map((id) => one.users.delete(app, id)),
        ...backwards.map((id) => two.users.delete(app, id)),
      ]);
      expect(removals.filter(Boolean)).toHaveLength(ids.length);
    }
  });

  test("give each row of a batch its own result", async () => {
    await using one = await openTestDatabase(backend);
    await one.users.insertOrFind("app", "user-3", '{"is":"old"}');
    const results = await Promise.all(
      backwards.map((id) => one.users.insertOrFind("app", id, JSON.stringify({ id }))),
    );
    for (const { user, inserted } of results) {
      const isOld = user.id === "user-3";
      expect(inserted).toBe(!isOld);
      expect(user.data).toEqual(isOld ? { is: "old" } : { id: user.id });
    }
    expect(results.map(({ user }) => user.id)).toEqual(backwards);
    const updates = await Promise.all(
      ["user-1", "nobody", "user-2"].map((id) => one.users.replaceData("app", id, `{"n":"${id}"}`)),
    );
    expect(updates.map((user) => user?.data)).toEqual([
      { n: "user-1" },
      undefined,
      { n: "user-2" },
    ]);
    const removals = await Promise.all(
      ["user-9", "nobody", "user-0"].map((id) => one.users.delete("app", id)),
    );
    expect(removals).toEqual([true, false, true]);
  });
});
