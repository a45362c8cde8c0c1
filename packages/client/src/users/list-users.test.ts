import { describe, expect, test } from "vitest";
import { isRosterError, type RosterClient } from "../index.js";
import { openTestServer } from "../test-support/server.js";

const byId = [{ path: "id" }];
const letters = "a b c d e f g h i j".split(" ");

async function addAll({ users }: RosterClient, ids: readonly string[]) {
  for (const id of ids) await users.add(id);
}

describe("list", () => {
  test("returns the newest users first, and pages by id if requested", async () => {
    await using server = await openTestServer();
    const roster = server.connect();
    await addAll(roster, ["b", "c", "a"]);
    const newest = await roster.users.list();
    expect(newest.users.map(({ id }) => id)).toEqual(["a", "c", "b"]);
    expect(newest.nextCursor).toBeNull();

    const first = await roster.users.list({ sort: byId, limit: 2 });
    const { nextCursor: cursor } = first;
    const second = await roster.users.list({ sort: byId, limit: 2, cursor });
    expect([first, second].map((page) => page.users.map(({ id }) => id))).toEqual([
      ["a", "b"],
      ["c"],
    ]);
  });

  test("treats a null cursor as the first page", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    expect(await users.list({ cursor: null })).toEqual({
      users: [],
      nextCursor: null,
      previousCursor: null,
    });
  });

  test.each([{ limit: -1 }, { limit: 1001 }, { limit: Number.NaN }, { cursor: "x" }])(
    "rejects %o with the name of the option",
    async (options) => {
      await using server = await openTestServer();
      const error = await server
        .connect()
        .users.list(options)
        .catch((thrown: unknown) => thrown);
      const paths =
        isRosterError(error, "INVALID") && error.data.details?.issues.map((i) => i.path);
      expect(paths).toEqual([Object.keys(options)]);
    },
  );

  test("accepts a filter too long for a URL", async () => {
    await using server = await openTestServer();
    const roster = server.connect();
    await addAll(roster, letters);
    server.requests.length = 0;
    const ids = Array.from({ length: 100 }, (_, n) => `${"x".repeat(200)}${n}`);
    const { users } = await roster.users.list({ where: { id: { in: ["b", ...ids.slice(1)] } } });
    expect(users.map(({ id }) => id)).toEqual(["b"]);
    expect(server.requests).toMatchObject([{ method: "POST", url: "/trpc/users.list" }]);
  });

  test.each([3_000, 30_000])("rejects a cursor of %d characters", async (length) => {
    await using server = await openTestServer();
    const call = server.connect().users.list({ cursor: "x".repeat(length) });
    await expect(call).rejects.toMatchObject({ data: { code: "INVALID" } });
  });
});

describe("iterate", () => {
  test("returns every user once, in order", async () => {
    await using server = await openTestServer();
    const roster = server.connect();
    await addAll(roster, letters);
    const ids: string[] = [];
    for await (const { id } of roster.users.iterate({ sort: byId, pageSize: 3 })) ids.push(id);
    expect(ids).toEqual(letters);
    const newest: string[] = [];
    for await (const { id } of roster.users.iterate({ pageSize: 4 })) newest.push(id);
    expect(newest).toEqual(letters.toReversed());
  });

  test("returns each unchanged user exactly once while others are added and removed", async () => {
    await using server = await openTestServer();
    const roster = server.connect();
    await addAll(roster, letters);
    const ids: string[] = [];
    for await (const { id } of roster.users.iterate({ sort: byId, pageSize: 2 })) {
      ids.push(id);
      if (id === "b") await roster.users.remove("a");
      if (id === "d") await roster.users.add("a0");
      if (id === "f") await roster.users.remove("i");
    }
    expect(ids.join(" ")).toBe("a b c d e f g h j");
  });

  test("requests a page only when it is needed", async () => {
    await using server = await openTestServer();
    const roster = server.connect();
    await addAll(roster, letters);
    const before = server.requests.length;
    for await (const { id } of roster.users.iterate({ sort: byId, pageSize: 2 })) {
      if (id === "c") break;
    }
    expect(server.requests.length - before).toBe(2);
  });
});
