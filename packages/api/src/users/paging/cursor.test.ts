import { parseJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf, type TestApi } from "../../testing.js";
import { orderedNumbers } from "../testing/ordered-numbers.js";

const literals = orderedNumbers.flat();
/** The ids of equal numbers ascend. */
const idOf = (literal: string) => `u${literals.indexOf(literal) + 100}`;
const ids = literals.map(idOf);

async function addAll({ server: { users } }: TestApi) {
  // In another order than by number.
  for (const literal of literals.toSorted()) {
    await users.add({ id: idOf(literal), data: parseJsonText(`{"n":${literal}}`) });
  }
}

async function walk({ server }: TestApi, direction: "asc" | "desc", limit: number) {
  const sort = [{ path: "data.n", direction }];
  const [forward, backward]: [string[], string[]] = [[], []];
  let page = await server.users.list({ sort, limit });
  // A page that repeats users must fail the test, not go on forever.
  while (forward.length <= ids.length) {
    forward.push(...page.users.map(({ id }) => id));
    if (page.nextCursor === null) break;
    page = await server.users.list({ sort, limit, cursor: page.nextCursor });
  }
  while (backward.length <= ids.length) {
    backward.unshift(...page.users.map(({ id }) => id));
    if (page.previousCursor === null) break;
    page = await server.users.list({ sort, limit, cursor: page.previousCursor });
  }
  return { forward, backward };
}

describe.each(backends)("a cursor on %s", (backend) => {
  test.each(["without an index", "with an index"])(
    "continues after numbers of any size, in both directions, %s",
    async (indexed) => {
      await using api = await openTestApi(backend);
      await addAll(api);
      if (indexed === "with an index") await api.server.indexes.add({ path: "data.n" });
      for (const limit of [1, 3]) {
        expect(await walk(api, "asc", limit)).toEqual({ forward: ids, backward: ids });
        const descending = ids.toReversed();
        expect(await walk(api, "desc", limit)).toEqual({
          forward: descending,
          backward: descending,
        });
      }
    },
  );

  test("of an earlier version, with a number as a number, is still valid", async () => {
    await using api = await openTestApi(backend);
    await addAll(api);
    const sort = [{ path: "data.n" }];
    const { nextCursor } = await api.server.users.list({ sort, limit: ids.indexOf(idOf("1")) + 1 });
    const text = Buffer.from(nextCursor ?? "", "base64url").toString();
    expect(text).toContain('[1,"1"]');
    const cursor = Buffer.from(text.replace('"1"', "1")).toString("base64url");
    const { users } = await api.server.users.list({ sort, limit: 1, cursor });
    expect(users.map(({ id }) => id)).toEqual([idOf("1.0")]);
  });

  test.each(["1e400", "1e", "0x1", "", "9".repeat(65), '"a"'])(
    "with the number %s is rejected",
    async (literal) => {
      await using api = await openTestApi(backend);
      await addAll(api);
      const sort = [{ path: "data.n" }];
      const { nextCursor } = await api.server.users.list({ sort, limit: 1 });
      const text = Buffer.from(nextCursor ?? "", "base64url").toString();
      const forged = text.replace(`"${literals[0]}"`, JSON.stringify(literal));
      const cursor = Buffer.from(forged).toString("base64url");
      expect(await rejectionOf(api.server.users.list({ sort, cursor }))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["cursor"] }] },
      });
    },
  );
});
