import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ListUsersInput } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { STATEMENT_CHANNEL, type StatementEvent } from "@roster/db";
import { testSource } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf, type TestApi } from "../testing.js";

const byId = [{ path: "id" }];

async function walk(api: TestApi, sort: ListUsersInput["sort"], limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.server.users.list({ sort, limit, ...(cursor && { cursor }) });
    ids.push(...page.users.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

async function addAll(api: TestApi, ids: readonly string[]): Promise<void> {
  for (const id of ids) await api.server.users.add({ id });
}

/** Records the SQL of all statements until disposed. */
function recordStatements() {
  const taken: string[] = [];
  const record = (event: unknown) => void taken.push((event as StatementEvent).sql);
  const name = `tracing:${STATEMENT_CHANNEL}:start`;
  subscribe(name, record);
  return {
    taken,
    [Symbol.dispose]() {
      unsubscribe(name, record);
    },
  };
}

describe.each(backends)("users.list on %s", (backend) => {
  test("returns the newest users first, page by page, each once", async () => {
    await using api = await openTestApi(backend);
    const ids = Array.from({ length: 25 }, (_, n) => `user-${n}`);
    await addAll(api, ids);
    expect(await walk(api, undefined, 10)).toEqual(ids.toReversed());
  });

  test("orders users with equal times by id, so that pages neither repeat nor skip one", async () => {
    await using api = await openTestApi(backend, { clock: () => 1_000_000n });
    await addAll(api, ["c", "a", "e", "b", "d"]);
    expect(await walk(api, undefined, 2)).toEqual(["e", "d", "c", "b", "a"]);
  });

  test("orders ids by their ASCII codes", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["b", "_", "a1", "B", "-", "a", "9", "a-", "A"]);
    expect(await walk(api, byId, 4)).toEqual(["-", "9", "A", "B", "_", "a", "a-", "a1", "b"]);
  });

  test("recognizes a full page as the last one", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b"]);
    expect((await api.server.users.list({ limit: 2 })).nextCursor).toBeNull();
    expect((await api.server.users.list({ limit: 1 })).nextCursor).not.toBeNull();
  });

  test("does not shift the next page when users are added and removed in between", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b", "c", "d"]);
    const first = await api.server.users.list({ limit: 2 });
    await api.server.users.add({ id: "e" });
    await api.server.users.remove({ id: "c" });
    const cursor = first.nextCursor ?? "";
    const second = await api.server.users.list({ limit: 2, cursor });
    expect(second.users.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  test("goes back from any page to the previous one, past removed users", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b", "c", "d", "e"]);
    const page = (cursor?: string | null) =>
      api.server.users.list({ sort: byId, limit: 2, ...(cursor && { cursor }) });
    const ids = (users: readonly { readonly id: string }[]) => users.map(({ id }) => id).join("");
    const first = await page();
    const second = await page(first.nextCursor);
    const third = await page(second.nextCursor);
    expect([first, second, third].map(({ users }) => ids(users))).toEqual(["ab", "cd", "e"]);
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null]);
    const back = await page(third.previousCursor);
    expect(ids(back.users)).toBe("cd");
    expect(await page(back.previousCursor)).toEqual({ ...first });
    expect(ids((await page(back.nextCursor)).users)).toBe("e");

    await api.server.users.remove({ id: "e" });
    const empty = await page(second.nextCursor);
    expect(empty).toMatchObject({ users: [], nextCursor: null });
    expect(ids((await page(empty.previousCursor)).users)).toBe("cd");
    for (const id of ["a", "b"]) await api.server.users.remove({ id });
    const before = await page(second.previousCursor);
    expect(before).toMatchObject({ users: [], previousCursor: null });
    expect(ids((await page(before.nextCursor)).users)).toBe("cd");
  });

  test("filters, sorts, searches, counts and selects", async () => {
    await using api = await openTestApi(backend);
    const add = (id: string, data: JsonObject) => api.server.users.add({ id, data });
    await add("ada", { name: "Ada", job: "Engineer", home: { city: "London", zip: "W1" } });
    await add("bob", { name: "Bob", job: "Engineer", home: { city: "Bonn" } });
    await add("cyd", { name: "Cyd", job: "Dancer" });
    const query = {
      where: { "data.job": "Engineer", createdAt: { gt: "2020-01-01" } },
      search: "b",
      sort: [{ path: "data.home.city" }, { path: "createdAt", direction: "desc" as const }],
      select: ["data.home.city", "data.name", "id"],
    };
    const page = await api.server.users.list({ ...query, count: "exact" });
    expect(page.total).toEqual({ value: 1, isExact: true });
    expect(page.users).toMatchObject([{ id: "bob", version: 1 }]);
    expect(page.users[0]?.data).toEqual({ name: "Bob", home: { city: "Bonn" } });
    const all = await api.server.users.list({ sort: query.sort, count: "capped", limit: 1 });
    expect(all).toMatchObject({ users: [{ id: "bob" }], total: { value: 3, isExact: true } });
  });

  test("counts users of the first page once, and lists none for a total", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b", "c", "d", "e"]);
    using statements = recordStatements();
    const list = async (input: ListUsersInput) => {
      statements.taken.length = 0;
      const page = await api.server.users.list(input);
      const read = statements.taken.filter((sql) => sql.includes("FROM users"));
      const counts = read.filter((sql) => sql.includes("count(*)"));
      return { ids: page.users.map(({ id }) => id).join(""), total: page.total, read, counts };
    };
    const exact = (value: number) => ({ value, isExact: true });
    for (const count of ["exact", "capped"] as const) {
      const all = await list({ count });
      expect(all).toMatchObject({ ids: "edcba", total: exact(5), counts: [] });
      const none = await list({ count, limit: 0 });
      expect(none).toMatchObject({ ids: "", total: exact(5), read: none.counts });
      expect(none.read).toHaveLength(1);
      for (const sort of [undefined, byId, [{ path: "data.x" }]]) {
        const first = await list({ ...(sort && { sort }), count, limit: 2 });
        expect(first).toMatchObject({ total: exact(5), counts: [expect.any(String)] });
        // After the page's last user, unless that costs more.
        const isAfter = /(?:created_at|\bid\b)\)? [<>](?!= 0)/.test(first.counts[0] ?? "");
        expect(isAfter).toBe(sort?.[0]?.path !== "data.x");
      }
    }
    const { nextCursor } = await api.server.users.list({ limit: 3 });
    const last = await list({ limit: 3, cursor: nextCursor ?? "", count: "exact" });
    expect(last).toMatchObject({ ids: "ba", total: exact(5) });
    const empty = await api.server.users.list({ limit: 0 });
    expect(empty).toEqual({ users: [], nextCursor: null, previousCursor: null });
  });

  test("counts up to 10,000, and reports that there are more", async () => {
    await using api = await openTestApi(backend);
    const ids = Array.from({ length: 10_001 }, (_, n) => `u${n}`);
    const users = api.database.users.by(testSource);
    await Promise.all(ids.map((id) => users.add("main", { id, dataJson: "{}" })));
    const capped = async () => (await api.server.users.list({ limit: 1, count: "capped" })).total;
    expect(await capped()).toEqual({ value: 10_000, isExact: false });
    const exact = await api.server.users.list({ limit: 1, count: "exact" });
    expect(exact.total).toEqual({ value: 10_001, isExact: true });
    await users.remove({ appId: "main", id: "u7" });
    expect(await capped()).toEqual({ value: 10_000, isExact: true });
  });

  test("reports every invalid path in a query", async () => {
    await using api = await openTestApi(backend);
    const pathsOf = async (input: unknown) => {
      const error = await rejectionOf(api.server.users.list(input as ListUsersInput));
      expect(error.code).toBe("INVALID");
      return error.details && "issues" in error.details && error.details.issues.map((i) => i.path);
    };
    expect(
      await pathsOf({ where: { name: "x", or: [{ "data.a": { near: 1, gt: true } }] } }),
    ).toEqual([
      ["where", "name"],
      ["where", "or", 0, "data.a", "near"],
      ["where", "or", 0, "data.a", "gt"],
    ]);
    expect(await pathsOf({ sort: [{ path: "id" }, { path: "id" }] })).toEqual([
      ["sort", 1, "path"],
    ]);
    expect(await pathsOf({ sort: [{ path: "data" }] })).toEqual([["sort", 0, "path"]]);
    expect(await pathsOf({ select: ["data.a", "email"] })).toEqual([["select", 1]]);
    expect(await pathsOf({ search: "\u0000" })).toEqual([["search"]]);
  });

  test("rejects a forged cursor, and one of another query", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b"]);
    const { nextCursor } = await api.server.users.list({ limit: 1 });
    for (const input of [
      { cursor: "nonsense" },
      { cursor: "" },
      { sort: byId, cursor: nextCursor ?? "" },
      { where: { id: "a" }, cursor: nextCursor ?? "" },
      { search: "a", cursor: nextCursor ?? "" },
      { cursor: Buffer.from("[1]").toString("base64url") },
    ]) {
      expect(await rejectionOf(api.server.users.list(input))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["cursor"] }] },
      });
    }
  });

  test.each([-1, 1001, 1.5, Number.NaN])("rejects the limit %s", async (limit) => {
    await using api = await openTestApi(backend);
    expect((await rejectionOf(api.server.users.list({ limit }))).code).toBe("INVALID");
  });
});
