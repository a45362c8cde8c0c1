import { describe, expect, test } from "vitest";
import { isRosterError } from "../index.js";
import { openTestServer } from "../test-support/server.js";
import { createOfflineClient, cyclic } from "../test-support/offline-client.js";

const { users, trpc } = createOfflineClient();

describe("data that JSON would change", () => {
  test.each([
    ["undefined in an array", { a: [undefined] }, ["data", "a", 0]],
    ["NaN", { a: [1, Number.NaN] }, ["data", "a", 1]],
    ["Infinity", { a: Infinity }, ["data", "a"]],
    ["a date", { born: new Date(0) }, ["data", "born"]],
    ["a Map", { a: new Map() }, ["data", "a"]],
    ["a bigint beyond a double's range", { a: 10n ** 309n }, ["data", "a"]],
    ["a function", { toJSON: () => "x" }, ["data", "toJSON"]],
    ["a lone surrogate", { a: "\ud83d" }, ["data", "a"]],
    ["U+0000", { a: "\u0000" }, ["data", "a"]],
    ["an array", [], ["data"]],
    ["null", null, ["data"]],
    ["a string", "x", ["data"]],
  ])("is rejected before it is sent: %s", async (_what, data, path) => {
    for (const call of [
      // @ts-expect-error the compiler rejects it too
      users.add("john-doe", data),
      // @ts-expect-error the compiler rejects it too
      users.update("john-doe", data),
    ]) {
      const error = await call.catch((thrown: unknown) => thrown);
      const issues = isRosterError(error, "INVALID") && error.data.details?.issues;
      expect(issues).toMatchObject([{ path }]);
    }
  });

  test("is rejected if it contains a cycle", async () => {
    // @ts-expect-error the compiler rejects it too
    const call = users.add("john-doe", cyclic);
    await expect(call).rejects.toMatchObject({ data: { code: "INVALID" } });
  });

  test("is rejected by roster.trpc too, with the procedure", async () => {
    const call = trpc.users.add.mutate({ id: "john-doe", data: { a: Number.NaN } });
    await expect(call).rejects.toMatchObject({ data: { code: "INVALID", path: "users.add" } });
  });
});

test.each(["", "a b", "jürgen", "a/b", "x".repeat(256), "a\n", undefined, 7, new String("john")])(
  "the id %o is rejected before it is sent",
  async (id) => {
    // @ts-expect-error the compiler rejects some of them
    for (const call of [users.add(id), users.get(id), users.update(id, {}), users.remove(id)]) {
      const error = await call.catch((thrown: unknown) => thrown);
      const issues = isRosterError(error, "INVALID") && error.data.details?.issues;
      expect(issues).toMatchObject([{ path: ["id"] }]);
    }
  },
);

describe("a filter that JSON would change, or that is invalid", () => {
  test.each<[string, object, (string | number)[]]>([
    ["undefined", { "data.x": undefined }, ["where", "data.x"]],
    [
      "undefined among other conditions",
      { id: "a", "data.x": { eq: undefined } },
      ["where", "data.x", "eq"],
    ],
    ["a hole", { or: [{ id: "a" }, undefined] }, ["where", "or", 1]],
    ["NaN", { "data.x": { gt: Number.NaN } }, ["where", "data.x", "gt"]],
    ["a date", { createdAt: { gt: new Date(0) } }, ["where", "createdAt", "gt"]],
    ["a Map", new Map([["id", "a"]]), ["where"]],
    ["an unknown path", { name: "x" }, ["where", "name"]],
  ])("is rejected before it is sent: %s", async (_what, where, path) => {
    const iteration = users.iterate({ where }).next();
    for (const call of [users.list({ where }), iteration, trpc.users.list.query({ where })]) {
      const error = await call.catch((thrown: unknown) => thrown);
      const issues = isRosterError(error, "INVALID") && error.data.details?.issues;
      expect(issues).toMatchObject([{ path }]);
    }
  });
});

test("the data is sent as it was at the time of the call", async () => {
  await using server = await openTestServer();
  const roster = server.connect();
  const data = { turn: 0 };
  const calls = ["a", "b", "c"].map((id) => {
    data.turn += 1;
    return roster.users.add(id, data);
  });
  data.turn = Number.NaN;
  const results = await Promise.all(calls);
  expect(results.map(({ user }) => user.data)).toEqual([{ turn: 1 }, { turn: 2 }, { turn: 3 }]);
});
