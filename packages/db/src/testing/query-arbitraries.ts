import type { Where } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";
import fc from "fast-check";

/** Few values, so that they collide, including those on which engines are likely to differ. */
const text = fc.constantFrom(
  "", "a", "A", "b", "ab", "aB", "5", "é", "É", "ａ", "😀", "😁", "true", "null", "%", "a_", "'",
  '"', "\\", "a\nb", "\u0001", "\uffff", "\u{10ffff}", "x".repeat(127), "x".repeat(128),
  "x".repeat(129), `${"x".repeat(128)}y`, "😀".repeat(128), `${"😀".repeat(128)}!`,
); // prettier-ignore
const number = fc.oneof(
  fc.constantFrom(0, 1, 5, -5, 0.1, 0.3, 0.1 + 0.2, 1e21, 2 ** 53, 5e-324, -1e300),
  fc.integer({ min: -9, max: 9 }),
);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("in", "a b", "0"), scalar) },
);
/** Includes keys that need escaping and one that looks like an array index. */
const keys = [
  "a",
  "b",
  "c",
  "it's",
  'say "hi"',
  "back\\slash",
  "$",
  "0",
  "",
  "ä😀",
  "\n",
  "__proto__",
];

export const data: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom(...keys), value, {
  noNullPrototype: true,
});

const dataPath = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("data.a", "data.b") },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...keys)
      .map((key) => `data.${key.replaceAll("\\", String.raw`\\`)}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("data.a.in", "data.b.a b", "data.a.0", "data.c.in.deeper"),
  },
);
export const sortPath = fc.oneof(
  { weight: 4, arbitrary: dataPath },
  { weight: 1, arbitrary: fc.constantFrom("id", "version", "createdAt", "updatedAt") },
);

const orderly = fc.oneof(text, number);
const dataOperators = fc.oneof(
  scalar,
  fc.record(
    {
      eq: scalar,
      ne: scalar,
      in: fc.array(scalar, { maxLength: 3 }),
      nin: fc.array(scalar, { maxLength: 3 }),
    },
    { requiredKeys: ["ne"] },
  ),
  fc.record({ gt: orderly, gte: orderly }, { requiredKeys: ["gt"] }),
  fc.record({ lt: orderly, lte: orderly }, { requiredKeys: ["lte"] }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ contains: scalar }),
  fc.record({ startsWith: text }),
);
const id = fc.constantFrom("u1", "u20", "u", "u300", "", "é");
const time = fc
  .integer({ min: 1, max: 400 })
  .map((n) => `1970-01-01T00:00:${(n / 10).toFixed(6).padStart(9, "0")}Z`);
const fieldConditions = fc.oneof(
  fc.record({
    id: fc.oneof(
      id,
      fc.record({ gt: id }),
      fc.record({ startsWith: id }),
      fc.record({ contains: id }),
      fc.record({ nin: fc.array(id) }),
    ),
  }),
  fc.record({
    version: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.record({ gt: fc.constant(1.5) })),
  }),
  fc.record({ createdAt: fc.oneof(time, fc.record({ lt: time }), fc.record({ gte: time })) }),
);

export const where: fc.Arbitrary<Where> = fc.letrec<{ node: Where; leaf: Where }>((tie) => ({
  leaf: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.dictionary(dataPath, dataOperators, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }) as fc.Arbitrary<Where>,
    },
    { weight: 1, arbitrary: fieldConditions },
  ),
  node: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    { weight: 3, arbitrary: tie("leaf") },
    fc.record({ not: tie("node") }),
    fc.record({ and: fc.array(tie("node"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("node"), { maxLength: 3 }) }),
  ),
})).node;
