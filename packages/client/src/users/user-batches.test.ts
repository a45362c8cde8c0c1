import { describe, expect, test } from "vitest";
import { isRosterError } from "../index.js";
import { openTestServer } from "../test-support/server.js";
import { createOfflineClient, cyclic } from "../test-support/offline-client.js";

const thousands = Array.from({ length: 5000 }, (_, n) => ({ id: `user-${n}`, data: { n } }));

async function issuesOf(call: Promise<unknown>) {
  const error = await call.catch((thrown: unknown) => thrown);
  return isRosterError(error, "INVALID") && error.data.details?.issues;
}

describe("many users in one request", () => {
  test("are added, each with its own result, and removed", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("old", { is: "old" });
    const { results } = await users.addMany([
      { id: "new", data: { is: "new" } },
      { id: "old", data: {} },
      { id: "old", getOrCreate: true },
      { id: "a b", data: undefined },
      { id: "bad", data: { text: "\u0000" } },
    ]);
    expect(results).toMatchObject([
      { status: "created", user: { id: "new", data: { is: "new" } } },
      { status: "conflict", id: "old" },
      { status: "existing", user: { id: "old", data: { is: "old" } } },
      { status: "invalid", id: "a b", issues: [{ path: ["id"] }] },
      { status: "invalid", id: "bad", issues: [{ path: ["data", "text"] }] },
    ]);
    expect(await users.getMany(["old", "new", "bad"])).toMatchObject({
      users: [{ id: "old" }, { id: "new" }],
      missing: ["bad"],
    });
    const removed = await users.removeMany(["bad", "new"]);
    expect(removed).toEqual({ removed: ["new"], missing: ["bad"] });
  });

  test("are patched, each with its own result, and an invalid patch is not sent", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.addMany([{ id: "a", data: { old: 1 } }, { id: "b" }]);
    const patch = { set: { new: 1 }, unset: ["old"] };
    expect(await users.patchMany(["a", "x", "b"], patch)).toEqual({
      results: [
        { status: "patched", id: "a", version: 2 },
        { status: "missing", id: "x" },
        { status: "patched", id: "b", version: 2 },
      ],
    });
    const sent = server.requests.length;
    expect(await issuesOf(users.patchMany(["a"], { set: { n: Number.NaN } }))).toMatchObject([
      { path: ["set", "n"] },
    ]);
    expect(server.requests).toHaveLength(sent);
  });

  test("can be up to 5,000 to add, get and remove", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    const { results } = await users.addMany(thousands, { atomic: true, getOrCreate: true });
    expect(results.every(({ status }) => status === "created")).toBe(true);
    const ids = thousands.map(({ id }) => id);
    const found = await users.getMany(ids);
    expect(found.users.map(({ id, data }) => ({ id, data }))).toEqual(thousands);
    const { removed } = await users.removeMany(ids);
    expect(removed).toEqual(ids);
    expect(server.requests).toHaveLength(3);
  });

  test("are all rejected with `atomic` if one exists: CONFLICT lists the existing ids", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("user-7");
    const call = users.addMany(thousands.slice(0, 10), { atomic: true });
    await expect(call).rejects.toMatchObject({
      data: { code: "CONFLICT", details: { ids: ["user-7"] } },
    });
    expect((await users.list()).users).toHaveLength(1);
  });
});

describe("before anything is sent", () => {
  const { users } = createOfflineClient();

  test.each([
    ["undefined in an array", { id: "a", data: { a: [undefined] } }, ["data", "a", 0]],
    ["NaN", { id: "a", data: { a: [1, Number.NaN] } }, ["data", "a", 1]],
    ["a date", { id: "a", data: { born: new Date(0) } }, ["data", "born"]],
    ["a Map as the data", { id: "a", data: new Map() }, ["data"]],
    ["a cycle", { id: "a", data: cyclic }, ["data", "self"]],
    ["a String object as the id", { id: new String("a") }, ["id"]],
    ["an item with toJSON", { id: "a", toJSON: () => ({ id: "b" }) }, ["toJSON"]],
    ["a class instance", new (class {
      id = "a";
    })(), []], // prettier-ignore
  ])("an item that JSON would change is rejected: %s", async (_what, item, path) => {
    // @ts-expect-error the compiler rejects them too
    const issues = await issuesOf(users.addMany([{ id: "good" }, item]));
    expect(issues).toMatchObject([{ path: ["users", 1, ...path] }]);
  });

  test("invalid ids are rejected", async () => {
    for (const call of [users.getMany(["a", "a b"]), users.removeMany(["a", ""])]) {
      expect(await issuesOf(call)).toMatchObject([{ path: ["ids", 1] }]);
    }
  });
});
