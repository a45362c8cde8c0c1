import { trustedJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { createClient } from "../index.js";
import { createTestRoster } from "../testing.js";

test("the history has each change with its exact data, page by page", async () => {
  await using roster = await createTestRoster();
  const first = '{"id":9007199254740993,"n":1.0}';
  await roster.trpc.users.add.mutate({ id: "ada", data: trustedJsonText(first) });
  await roster.users.patch("ada", { set: { n: 2 } });
  const exact = createClient({ ...roster.options, numbers: "exact" });
  const { changes, nextCursor } = await exact.users.history("ada", { limit: 1 });
  expect(changes).toMatchObject([
    {
      type: "user.updated",
      changed: ["data.n"],
      data: { id: 9007199254740993n, n: 2 },
      before: { id: 9007199254740993n, n: 1 },
      beforeText: first,
      dataText: '{"id":9007199254740993,"n":2}',
    },
  ]);
  const rest = await exact.users.history("ada", { cursor: nextCursor });
  expect(rest.changes).toMatchObject([{ type: "user.created", version: 1, dataText: first }]);
  expect(rest.nextCursor).toBeNull();
});

test("users are reverted one by one or together, each to a version of its own", async () => {
  await using roster = await createTestRoster();
  const { users } = roster;
  await users.add("ada", { n: 1 });
  await users.add("bob", { n: 1 });
  for (const n of [2, 3]) await users.patchMany(["ada", "bob"], { set: { n } });
  const reverted = await users.revert("ada", 2, { ifVersion: 3 });
  expect([reverted.version, reverted.dataText]).toEqual([4, '{"n":2}']);
  const { results } = await users.revertMany([
    { id: "ada", toVersion: 1 },
    { id: "bob", toVersion: 2 },
    { id: "eve", toVersion: 1 },
  ]);
  expect(results.map(({ status }) => status)).toEqual(["reverted", "reverted", "missing"]);
  const { users: after } = await users.getMany(["ada", "bob"]);
  expect(after.map(({ data }) => data)).toEqual([{ n: 1 }, { n: 2 }]);
});
