import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactJson } from "./exact-json.js";
import { MAX_JSON_VALUES } from "./json-limits.js";
import { PlainJsonReader } from "./plain-json.js";
import { MAX_DATA_DEPTH } from "./data-limits.js";
import { findDataIssues } from "./to-json-text.js";

const isPlain = (text: string) => new PlainJsonReader(text).endOfObject(0) === text.length;

/** The text that may count as plain: it round-trips unchanged and is valid user data. */
function isGood(text: string): boolean {
  try {
    const value = parseExactJson(text);
    return JSON.stringify(value) === text && findDataIssues(value).length === 0;
  } catch {
    return false;
  }
}

const tokens = fc.constantFrom(
  ...'{}[]:,"\\-+.eE01239 \n\u0000\u001f\u007fé'.split(""),
  ...'😀 \ud83d \ude00 true false null \\" \\\\ \\n \\/ \\u0000 \\u00e9 toJSON NaN'.split(" "),
  ...'0.1 1e21 1e+21 -0 -1 1.50 123456789012345678 "a" "a": "": "7": {} []'.split(" "),
  ...'"__proto__": "a":1,"a":2'.split(" "),
);

/** Plain objects, some with a replaced piece. */
const nearText = fc
  .tuple(
    fc.dictionary(fc.string({ unit: "binary", maxLength: 3 }), fc.jsonValue({ maxDepth: 4 })),
    fc.array(fc.tuple(fc.nat(1000), fc.nat(3), tokens), { maxLength: 3 }),
  )
  .map(([value, changes]) =>
    changes.reduce((text, [offset, length, piece]) => {
      const at = offset % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    }, JSON.stringify(value)),
  );

const tokenText = fc.array(tokens, { maxLength: 12 }).map((parts) => `{${parts.join("")}`);

test("only text that round-trips unchanged and is valid data is plain", () => {
  fc.assert(
    fc.property(fc.oneof(nearText, tokenText), (text) => {
      expect(!isPlain(text) || isGood(text), text).toBe(true);
    }),
    { numRuns: 20_000 },
  );
});

test("all such text is plain except objects with digit keys or too many keys", () => {
  const key = fc.stringMatching(/^(?:\D.{0,5})?$/u);
  const ascii = 'a"\\\b\f\n\r\t/ \u007f\u2028'.split("");
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small" },
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constantFrom(true, false, null),
      fc.string({ unit: fc.constantFrom("é", "😀", ...ascii) }),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(key, tie("node"), { maxKeys: 6 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(key, value), (data) => {
      const text = JSON.stringify(data);
      const isDoubtful = !isGood(text) || text.includes("\\u");
      expect(isDoubtful || isPlain(text), text).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["white space", '{"a": 1}'],
  ["a number in another notation", '{"a":1.0}'],
  ["a negative zero, which is written as zero", '{"a":-0}'],
  ["a number that is rounded", '{"a":12345678901234567890}'],
  ["an escape that is not needed", String.raw`{"a":"\/"}`],
  ["U+0000", String.raw`{"a":"\u0000"}`],
  ["a lone surrogate", '{"a":"\ud83d"}'],
  ["a low surrogate before a high one", '{"a":"\ude00\ud83d"}'],
  ["a control character", '{"a":"\n"}'],
  ["a duplicate key", '{"a":1,"b":2,"a":3}'],
  ["a duplicate key in a nested object", '{"a":[{"b":{"c":1},"b":2}]}'],
  ["a key that would move", '{"a":1,"7":2}'],
  ["an array, which is not valid data", "[]"],
  ["an empty string", ""],
])("not plain: %s", (_, text) => {
  expect(isPlain(text)).toBe(false);
});

test("keys may repeat in different objects and share prefixes", () => {
  expect(isPlain('{"a":{"a":1},"ab":{"a":{"a":2}},"b":[{"a":3}],"":4,"abc":5}')).toBe(true);
});

test("plain text has at most as many levels as data may have", () => {
  const nested = (depth: number) => '{"a":'.repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  expect(isPlain(nested(MAX_DATA_DEPTH))).toBe(true);
  expect(isPlain(nested(MAX_DATA_DEPTH + 1))).toBe(false);
  expect(isPlain("[".repeat(1_000_000))).toBe(false);
});

test("a reader stops at the maximum number of JSON values", () => {
  const half = `{"a":[${"0,".repeat(MAX_JSON_VALUES / 2)}0]}`;
  const reader = new PlainJsonReader(half + half);
  expect(reader.endOfObject(0)).toBe(half.length);
  expect(reader.endOfObject(half.length)).toBe(-1);
});
