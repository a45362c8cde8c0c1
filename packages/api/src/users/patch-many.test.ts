import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, rejectionOf, userActor } from "../testing.js";

describe.each(backends)("users.patchMany on %s", (backend) => {
  test("changes the same part of each user, and reports an outcome for each", async () => {
    await using api = await openTestApi(backend, { maxDataBytes: 200 });
    const { users, apps } = api.server;
    const schema = { properties: { old: { type: "number" } } };
    await apps.setDataSchema({ schema, appliesTo: "newWrites" });
    const long = { t: "a".repeat(180) };
    for (const [id, data] of Object.entries({ a: { n: 1 }, text: { o: "" }, long, b: {} })) {
      await users.add({ id, data });
    }
    const ids = ["b", "nobody", "long", "a", "text", "b"];
    const patch = { set: { "o.some": "ten more" }, unset: ["n"] };
    const { results } = await users.patchMany({ ids, ...patch });
    expect(results).toEqual([
      { status: "patched", id: "b", version: 2 },
      { status: "missing", id: "nobody" },
      {
        status: "invalid",
        id: "long",
        issues: [{ path: ["data"], message: "has 212 bytes; at most 200 are allowed" }],
      },
      { status: "patched", id: "a", version: 2 },
      { status: "invalid", id: "text", issues: [expect.objectContaining({ path: ["data", "o"] })] },
    ]);
    expect((await users.getMany({ ids: ["a", "text"] })).users).toMatchObject([
      { version: 2, data: { o: { some: "ten more" } } },
      { version: 1, data: { o: "" } },
    ]);
    const broken = await users.patchMany({ ids: ["a"], set: { old: "no number" } });
    expect(broken.results).toMatchObject([
      { status: "invalid", issues: [{ path: ["data", "old"] }] },
    ]);
  });

  test("gives a unique value to one user, and reports a conflict for the others", async () => {
    await using api = await openTestApi(backend);
    const { users, indexes } = api.server;
    await users.addMany({ users: ["a", "b", "c"].map((id) => ({ id })) });
    await indexes.add({ path: "data.seat", unique: true });
    const { results } = await users.patchMany({ ids: ["c", "a", "b"], set: { seat: 7 } });
    expect(results.filter(({ status }) => status === "patched")).toHaveLength(1);
    const kept = results.filter(({ status }) => status === "conflict");
    expect(kept).toEqual([
      expect.objectContaining({ path: ["data", "seat"] }),
      expect.objectContaining({ path: ["data", "seat"] }),
    ]);
  });

  test("loses no concurrent change of the same users", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const ids = Array.from({ length: 60 }, (_, n) => `user-${n}`);
    await users.addMany({ users: ids.map((id) => ({ id })) });
    await Promise.all([
      ...["a", "b", "c"].map((key) => users.patchMany({ ids, set: { [key]: 1 } })),
      ...ids.map((id) => users.patch({ id, set: { own: id } })),
    ]);
    for (const { id, data, version } of (await users.getMany({ ids })).users) {
      expect({ data, version }).toEqual({ data: { a: 1, b: 1, c: 1, own: id }, version: 5 });
    }
  });

  test("accepts 5,000 ids, and rejects an empty list, a longer one, and an invalid patch", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const ids = Array.from({ length: 5001 }, (_, n) => `user-${n}`);
    const most = ids.slice(1);
    await users.addMany({ users: most.map((id) => ({ id })) });
    const { results } = await users.patchMany({ ids: most, set: { n: 1 } });
    expect(results).toEqual(most.map((id) => ({ status: "patched", id, version: 2 })));
    for (const input of [{ ids: [], set: {} }, { ids, set: {} }, { ids: ["a"] }]) {
      expect((await rejectionOf(users.patchMany(input))).code).toBe("INVALID");
    }
  });

  test("lets a user change only itself", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.addMany({ users: [{ id: "a" }, { id: "b" }] });
    const { users } = api.as(userActor(FIRST_APP_ID, "a"));
    expect((await rejectionOf(users.patchMany({ ids: ["a", "b"], set: { n: 1 } }))).code).toBe(
      "FORBIDDEN",
    );
    expect((await users.patchMany({ ids: ["a"], set: { n: 1 } })).results).toEqual([
      { status: "patched", id: "a", version: 2 },
    ]);
  });
});
