import type { UserOrder } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { backends, openTestApi, refusalOf, type TestApi } from "../testing.js";

async function walk(api: TestApi, order: UserOrder, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.server.users.list({ order, limit, ...(cursor && { cursor }) });
    ids.push(...page.users.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

async function addAll(api: TestApi, ids: readonly string[]): Promise<void> {
  for (const id of ids) await api.server.users.add({ id });
}

describe.each(backends)("users.list on %s", (backend) => {
  test("shows the newest first, page after page, each user once", async () => {
    await using api = await openTestApi(backend);
    const ids = Array.from({ length: 25 }, (_, n) => `user-${n}`);
    await addAll(api, ids);
    expect(await walk(api, "newest", 10)).toEqual(ids.toReversed());
  });

  test("orders users of one moment by id, so that none is shown twice or left out", async () => {
    await using api = await openTestApi(backend, { clock: () => 1_000_000n });
    await addAll(api, ["c", "a", "e", "b", "d"]);
    expect(await walk(api, "newest", 2)).toEqual(["e", "d", "c", "b", "a"]);
  });

  test("orders ids by their ASCII codes", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["b", "_", "a1", "B", "-", "a", "9", "a-", "A"]);
    expect(await walk(api, "id", 4)).toEqual(["-", "9", "A", "B", "_", "a", "a-", "a1", "b"]);
  });

  test("says on a page that happens to be full that it is the last", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b"]);
    expect((await api.server.users.list({ limit: 2 })).nextCursor).toBeNull();
    expect((await api.server.users.list({ limit: 1 })).nextCursor).not.toBeNull();
  });

  test("does not shift the next page when users are added and removed meanwhile", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b", "c", "d"]);
    const first = await api.server.users.list({ order: "newest", limit: 2 });
    await api.server.users.add({ id: "e" });
    await api.server.users.remove({ id: "c" });
    const cursor = first.nextCursor ?? "";
    const second = await api.server.users.list({ order: "newest", limit: 2, cursor });
    expect(second.users.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  test("refuses a cursor that it did not make, or made for another order", async () => {
    await using api = await openTestApi(backend);
    await addAll(api, ["a", "b"]);
    const { nextCursor } = await api.server.users.list({ order: "newest", limit: 1 });
    for (const input of [
      { cursor: "nonsense" },
      { cursor: "" },
      { order: "id" as const, cursor: nextCursor ?? "" },
    ]) {
      expect(await refusalOf(api.server.users.list(input))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["cursor"] }] },
      });
    }
  });

  test.each([0, -1, 1001, 1.5, Number.NaN])("refuses the limit %s", async (limit) => {
    await using api = await openTestApi(backend);
    expect((await refusalOf(api.server.users.list({ limit }))).code).toBe("INVALID");
  });
});
