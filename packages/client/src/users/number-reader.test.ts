import { trustedJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createClient, type ExactJsonObject, type InexactNumber } from "../index.js";
import { createTestRoster } from "../testing.js";

const tricky =
  '{"id":9223372036854775807,"list":[-9007199254740993,1.0,9007199254740992],"small":7,' +
  '"long":0.10000000000000000555,"big":1e25,"text":"12345678901234567890"}';

async function openWith(text: string) {
  const roster = await createTestRoster();
  await roster.trpc.users.add.mutate({ id: "ada", data: trustedJsonText(text) });
  return roster;
}

describe("a client with numbers: exact", () => {
  test("returns integers beyond 2^53 as bigint, and other numbers as numbers", async () => {
    await using roster = await openWith(tricky);
    const { users } = createClient({ ...roster.options, numbers: "exact" });
    const data: ExactJsonObject = {
      id: 9223372036854775807n,
      list: [-9007199254740993n, 1, 9007199254740992n],
      small: 7,
      long: 0.1,
      big: 1e25,
      text: "12345678901234567890",
    };
    expect((await users.get("ada")).data).toEqual(data);
    expect((await users.list()).users[0]?.data).toEqual(data);
    expect((await users.update("ada", data)).data).toEqual(data);
  });

  test("finds users by a bigint", async () => {
    await using roster = await openWith('{"id":9223372036854775807}');
    const { users } = createClient({ ...roster.options, numbers: "exact" });
    const countOf = async (id: bigint) =>
      (await users.list({ where: { "data.id": id } })).users.length;
    expect([await countOf(2n ** 63n - 1n), await countOf(2n ** 63n - 2n)]).toEqual([1, 0]);
  });

  test("returns a member named __proto__", async () => {
    await using roster = await openWith('{"__proto__":9007199254740993}');
    const { users } = createClient({ ...roster.options, numbers: "exact" });
    const { data } = await users.get("ada");
    expect(Object.entries(data)).toEqual([["__proto__", 9007199254740993n]]);
  });
});

const Event = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ticks"), at: z.bigint() }),
  z.object({ kind: z.literal("count"), at: z.number() }),
]);
const Person = z.object({
  id: z.bigint(),
  maybe: z.int64().nullable().optional(),
  list: z.array(z.bigint()).default([]),
  byName: z.record(z.string(), z.bigint()).optional(),
  pair: z.tuple([z.string(), z.bigint()]).optional(),
  events: z.array(Event).optional(),
  either: z.union([z.number(), z.bigint()]).optional(),
  count: z.number().optional(),
});

test("fields declared as bigint always arrive as bigint", async () => {
  await using roster = await createTestRoster();
  const { users } = createClient({ ...roster.options, numbers: "exact", data: Person });
  const data: z.input<typeof Person> = {
    id: 1n,
    maybe: -5n,
    list: [0n, 2n ** 70n],
    byName: { a: 3n },
    pair: ["x", 4n],
    events: [
      { kind: "ticks", at: 5n },
      { kind: "count", at: 6 },
    ],
    either: 7,
    count: 8,
  };
  const { user } = await users.add("ada", data);
  expect(user.data).toEqual(data);
  expect(user.dataText).toContain('{"id":1,"maybe":-5,"list":[0,1180591620717411303424]');
  expect((await users.get("ada")).data).toEqual(data);
  const patched = await users.patch("ada", { set: { id: 9n, "byName.b": 10n } });
  expect(patched.data).toMatchObject({ id: 9n, byName: { a: 3n, b: 10n } });
  const found = await users.list({ where: { "data.id": { gte: 9n } } });
  expect(found.users).toHaveLength(1);
});

test("a field declared as bigint is read from any notation of an integer", async () => {
  await using roster = await openWith('{"id":-1.2e3,"list":[1e25,5.0,1.5]}');
  const { users } = createClient({ ...roster.options, numbers: "exact", data: Person });
  expect((await users.get("ada")).data).toEqual({ id: -1200n, list: [10n ** 25n, 5n, 1.5] });
});

describe("onInexact", () => {
  test("is called once per client, with the first number that is rounded", async () => {
    await using roster = await openWith(tricky);
    const found: InexactNumber[] = [];
    const { users } = createClient({
      ...roster.options,
      onInexact: (number) => found.push(number),
    });
    await users.get("ada");
    await users.list();
    expect(found).toEqual([{ userId: "ada", path: ["id"], literal: "9223372036854775807" }]);
  });

  test.each(['{"a":[1.0,100e-2,-0,1e25,9007199254740994]}', '{"text":"12345678901234567890"}'])(
    "is not called for numbers that keep their value: %s",
    async (text) => {
      await using roster = await openWith(text);
      const found: InexactNumber[] = [];
      await createClient({
        ...roster.options,
        onInexact: (number) => found.push(number),
      }).users.get("ada");
      expect(found).toEqual([]);
    },
  );

  test("is called for a long fraction with numbers: exact", async () => {
    await using roster = await openWith(tricky);
    const found: InexactNumber[] = [];
    const onInexact = (number: InexactNumber) => found.push(number);
    const { users } = createClient({ ...roster.options, numbers: "exact", onInexact });
    await users.get("ada");
    expect(found).toEqual([{ userId: "ada", path: ["long"], literal: "0.10000000000000000555" }]);
  });
});

test("another value of the option is rejected", () => {
  const server = { url: "http://localhost:8000", apiKey: "key", apiSecret: "secret" };
  expect(() => createClient({ ...server, numbers: "rounded" as "exact" })).toThrow(/^numbers: /);
});
