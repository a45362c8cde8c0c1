import { describe, expect, test } from "vitest";
import { backends, openTestApi, refusalOf } from "../testing.js";

describe.each(backends)("users.remove on %s", (backend) => {
  test("removes the user, whose id can then be added anew", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: { n: 1 } });
    expect(await api.server.users.remove({ id: "a" })).toEqual({ id: "a" });
    expect((await refusalOf(api.server.users.get({ id: "a" }))).code).toBe("NOT_FOUND");
    const { user, created } = await api.server.users.add({ id: "a", getOrCreate: true });
    expect({ created, data: user.data, version: user.version }).toEqual({
      created: true,
      data: {},
      version: 1,
    });
  });

  test("tells exactly one of 20 racers that it removed the user", async () => {
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
});
