import { createContext, runInContext } from "node:vm";
import { backends } from "@roster/api/testing";
import { parseJsonText, trustedJsonText } from "@roster/contract/json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTestRoster } from "../testing.js";
import { jsonTexts, trickyText } from "../test-support/json-texts.js";
import { openTestServer } from "../test-support/server.js";

describe.each(backends)("on %s", (backend) => {
  test("every call returns the data with the tokens that were sent", async () => {
    await using server = await openTestServer({ backend });
    const { users, trpc } = server.connect();
    const data = trustedJsonText(trickyText);
    const added = await trpc.users.add.mutate({ id: "a", data });
    expect(added.user).toHaveProperty("dataText", trickyText);
    expect((await users.get("a")).dataText).toBe(trickyText);
    expect((await users.add("a", {}, { getOrCreate: true })).user.dataText).toBe(trickyText);
    expect((await trpc.users.update.mutate({ id: "a", data })).data).toHaveProperty("one", 1);
    expect((await users.patch("a", { set: { n: 2n ** 63n } })).dataText).toBe(
      `${trickyText.slice(0, -1)},"n":9223372036854775808}`,
    );
    await users.patch("a", { unset: ["n"] });
    const { results } = await users.addMany([{ id: "b", data: { ticks: -(2n ** 63n) } }]);
    expect(results).toMatchObject([{ user: { dataText: '{"ticks":-9223372036854775808}' } }]);
    const texts = [trickyText, '{"ticks":-9223372036854775808}'];
    const query = { sort: [{ path: "id" }] };
    expect((await users.getMany(["a", "b"])).users.map((user) => user.dataText)).toEqual(texts);
    expect((await users.list(query)).users.map((user) => user.dataText)).toEqual(texts);
    const iterated = [];
    for await (const user of users.iterate({ ...query, pageSize: 1 })) iterated.push(user.dataText);
    expect(iterated).toEqual(texts);
    const [selected] = (await users.list({ ...query, select: ["data.id"] })).users;
    expect(selected?.dataText).toBe('{"id":9223372036854775807}');
  });

  test("any JSON object makes the round trip, alone and in a batch", async () => {
    await using server = await openTestServer({ backend });
    const { trpc, users } = server.connect();
    let count = 0;
    const property = fc.asyncProperty(fc.array(jsonTexts, { minLength: 1 }), async (texts) => {
      const ids = texts.map(() => `user-${(count += 1)}`);
      const data = texts.map(parseJsonText);
      expect(data.map(({ text }) => text)).toEqual(texts);
      await Promise.all(ids.map((id, at) => trpc.users.add.mutate({ id, data: data[at] })));
      const found = await Promise.all(ids.map((id) => users.get(id)));
      expect(found.map(({ dataText }) => dataText)).toEqual(texts);
      expect(found.map((user) => user.data)).toEqual(data.map(({ value }) => value));
    });
    await fc.assert(property, { numRuns: 30 });
  });
});

test("the text of a user's data stays when the data is changed, and copies do not have it", async () => {
  await using roster = await createTestRoster();
  const { user } = await roster.users.add("a", { n: 2n ** 64n });
  user.data["n"] = 1;
  expect(user.dataText).toBe('{"n":18446744073709551616}');
  expect(Object.keys(user)).not.toContain("dataText");
});

describe("data to write", () => {
  test("can come from another realm", async () => {
    await using roster = await createTestRoster();
    const script = '({ tags: [1, { deep: "a" }], none: Object.create(null) })';
    const foreign: unknown = runInContext(script, createContext());
    const data = Object.assign(foreign as object, { own: [1n] });
    expect(Object.getPrototypeOf(data)).not.toBe(Object.prototype);
    const text = '{"tags":[1,{"deep":"a"}],"none":{},"own":[1]}';
    expect((await roster.users.add("a", { ...data })).user.dataText).toBe(text);
    expect((await roster.users.add("b", structuredClone({ ...data }))).user.dataText).toBe(text);
    const { results } = await roster.users.addMany([{ id: "c", data: { of: data as never } }]);
    expect(results).toMatchObject([{ status: "created", user: { dataText: `{"of":${text}}` } }]);
    const patched = await roster.users.patch("a", { set: data });
    expect(patched.dataText).toBe(text);
  });

  test("omits members that are undefined", async () => {
    await using roster = await createTestRoster();
    const data = { name: "Ada", age: undefined, address: { city: undefined } };
    const text = '{"name":"Ada","address":{}}';
    expect((await roster.users.add("a", data)).user.dataText).toBe(text);
    expect((await roster.users.update("a", { ...data, n: 1 })).dataText).toContain(',"n":1}');
    const { results } = await roster.users.addMany([{ id: "b", data }]);
    expect(results).toMatchObject([{ user: { dataText: text } }]);
    const patched = await roster.users.patch("b", { set: { name: undefined, n: 1 } });
    expect(patched.dataText).toBe('{"name":"Ada","address":{},"n":1}');
  });

  test("can be 64 levels deep in a batch too", async () => {
    await using roster = await createTestRoster();
    let data: object = { n: 2n ** 60n };
    for (let depth = 1; depth < 64; depth += 1) data = { a: data };
    const users = [
      { id: "a", data: { ...data } },
      { id: "b", data: { a: { ...data } } },
    ];
    expect((await roster.users.addMany(users)).results).toMatchObject([
      { status: "created" },
      { status: "invalid", id: "b" },
    ]);
  });
});
