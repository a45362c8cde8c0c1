import type { Where } from "@roster/contract/filter";
import fc from "fast-check";

/** Few values, so that they collide, including those on which engines are likely to differ. */
const text = fc.constantFrom(
  "", "a", "A", "b", "ab", "aB", "5", "é", "É", "ａ", "😀", "😁", "true", "null", "%", "a_", "'",
  '"', "\\", "a\nb", "\u0001", "\uffff", "\u{10ffff}", "x".repeat(127), "x".repeat(128),
  "x".repeat(129), `${"x".repeat(128)}y`, "😀".repeat(128), `${"😀".repeat(128)}!`,
); // prettier-ignore
/** Literals around the limits of exact integers, and different literals of the same number. */
const numberLiteral = fc.oneof(
  fc.constantFrom(
    "0", "-0", "-0.0", "1", "1.0", "10e-1", "5", "-5", "0.1", "0.10000000000000000555", "0.3",
    "0.30000000000000004", "9007199254740991", "9007199254740992", "9007199254740993",
    "9007199254740992.0", "9007199254740993.0", "9.007199254740993e15", "9007199254740994",
    "-9007199254740992", "-9007199254740993", "1152921504606846976", "1152921504606846977",
    "1152921504606847000", "9223372036854775295", "9223372036854775806", "9223372036854775807",
    "9223372036854775808", "9223372036854775807.0", "9.223372036854775807e18", "9223372036854775809",
    "-9223372036854775807", "-9223372036854775808", "-9223372036854775809", "-9223372036854775808.0",
    "18446744073709551615", "18446744073709551616", "1e21", "1e25", "10000000000000000000000000",
    "5e-324", "-1e300",
  ), // prettier-ignore
  fc.integer({ min: -9, max: 9 }).map(String),
);
const scalarText = fc.oneof(
  text.map((value) => JSON.stringify(value)),
  numberLiteral,
  fc.constantFrom("true", "false", "null"),
);
const valueText = fc.oneof(
  { weight: 6, arbitrary: scalarText },
  {
    weight: 2,
    arbitrary: fc.array(scalarText, { maxLength: 3 }).map((list) => `[${list.join()}]`),
  },
  { weight: 1, arbitrary: objectText(fc.constantFrom("in", "a b", "0"), scalarText) },
);

function objectText(key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) {
  return fc
    .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name })
    .map((members) => `{${members.map(([name, one]) => `${JSON.stringify(name)}:${one}`).join()}}`);
}

/** A number as an operand that was sent as this literal. */
const number = numberLiteral.map((literal) =>
  /^-?\d+$/.test(literal) ? BigInt(literal) : Number(literal),
);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
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

/** Data as JSON. */
export const data: fc.Arbitrary<string> = objectText(fc.constantFrom(...keys), valueText);

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
