import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf } from "../testing.js";

describe.each(backends)("users.remove on %s", (backend) => {
  test("removes the user, whose id can then be added again", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: { n: 1 } });
    expect(await api.server.users.remove({ id: "a" })).toEqual({ id: "a" });
    expect((await rejectionOf(api.server.users.get({ id: "a" }))).code).toBe("NOT_FOUND");
    const { user, created } = await api.server.users.add({ id: "a", getOrCreate: true });
    expect({ created, data: user.data, version: user.version }).toEqual({
      created: true,
      data: {},
      version: 1,
    });
  });

  test("reports the removal to exactly one of 20 concurrent calls", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a" });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => api.server.users.remove({ id: "a" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("never fails a getOrCreate that races with removals", async () => {
    await using api = await openTestApi(backend);
    const adds = Array.from({ length: 40 }, () =>
      api.server.users.add({ id: "a", getOrCreate: true }),
    );
    const removals = Array.from({ length: 40 }, () => api.server.users.remove({ id: "a" }));
    await Promise.allSettled(removals);
    expect(await Promise.all(adds)).toHaveLength(40);
  });

  test("with ifVersion removes only that version, and reports the current one", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a" });
    const user = await api.server.users.update({ id: "a", data: { n: 1 } });
    for (const ifVersion of [1, 3]) {
      const rejection = await rejectionOf(api.server.users.remove({ id: "a", ifVersion }));
      expect(rejection).toMatchObject({
        code: "PRECONDITION_FAILED",
        details: { id: "a", currentVersion: 2 },
      });
    }
    expect(await api.server.users.get({ id: "a" })).toEqual(user);
    expect(await api.server.users.remove({ id: "a", ifVersion: 2 })).toEqual({ id: "a" });
    const again = await rejectionOf(api.server.users.remove({ id: "a", ifVersion: 2 }));
    expect(again).toMatchObject({ code: "NOT_FOUND", details: { id: "a" } });
  });

  test("checks each user's version separately when many are removed at once", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const ids = ["free", "fresh", "stale"];
    await Promise.all(ids.map((id) => users.add({ id })));
    const removals = await Promise.allSettled([
      users.remove({ id: "free" }),
      users.remove({ id: "fresh", ifVersion: 1 }),
      users.remove({ id: "stale", ifVersion: 2 }),
      users.remove({ id: "absent", ifVersion: 1 }),
    ]);
    expect(removals.map(({ status }) => status === "fulfilled")).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await users.list({})).users.map(({ id }) => id)).toEqual(["stale"]);
  });
});
