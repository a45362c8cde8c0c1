import fc from "fast-check";

const string = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((text) => JSON.stringify(text.replaceAll("\u0000", "")));

/** Integer keys too, which JavaScript moves, and those of Roster's own objects. */
const key = fc.oneof(
  string,
  fc.nat(300).map((index) => `"${index}"`),
  fc.constantFrom('"id"', '"data"', '"version"', '"dataText"', '"__proto__"', '"toJSON"'),
);

const number = fc.oneof(
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom("1.0", "-0", "-0.0", "1e25", "1E+2", "0.10000000000000000555", "100e-2"),
  fc.stringMatching(/^-?[1-9]\d{0,20}\.\d{1,20}(?:e-?\d\d)?$/),
);

/** JSON objects as text, as programs in other languages write them: minified, with any number that can be stored. */
export const jsonTexts: fc.Arbitrary<string> = fc.letrec<{ object: string; value: string }>(
  (tie) => ({
    object: fc
      .uniqueArray(fc.tuple(key, tie("value")), { maxLength: 6, selector: ([name]) => name })
      .map((members) => `{${members.map(([name, value]) => `${name}:${value}`).join()}}`),
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      number,
      fc.constantFrom("true", "false", "null"),
      string,
      tie("object"),
      fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    ),
  }),
).object;

/** What JavaScript cannot parse and write unchanged. */
export const trickyText =
  '{"scores":{"100":1,"20":2},"id":9223372036854775807,"one":1.0,"zero":-0,"big":1e25,' +
  '"long":0.10000000000000000555,"\\"\\\\":"\\n","__proto__":{"x":1},"version":1,' +
  '"data":{"a":[12345678901234567890,"é👩‍🚀"]}}';
