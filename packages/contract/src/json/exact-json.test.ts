import { describe, expect, test } from "vitest";
import { isAppError } from "../errors/app-error.js";
import type { ErrorDetails } from "../errors/errors.js";
import { parseExactJson } from "./exact-json.js";

/** The only issue of the error that parseExactJson throws. */
function issueOf(text: string) {
  try {
    parseExactJson(text);
  } catch (error) {
    if (isAppError(error)) return (error.details as ErrorDetails<"INVALID">).issues[0];
    throw error;
  }
  return undefined;
}

describe("rejects a number that JavaScript would change", () => {
  test.each([
    ["an integer above 2^53", "1234567890123456789"],
    ["the first integer that is rounded", "9007199254740993"],
    ["the same with a zero fraction", "9007199254740993.0"],
    ["more digits than a double has", "0.1000000000000000055511151231257827"],
    ["a number too large", "1e400"],
    ["a number too small", "1e-400"],
    ["an exponent that is itself too large", "1e99999999999999999999"],
    ["an exponent that is itself too small", "-1e-99999999999999999999"],
  ])("%s", (_, literal) => {
    expect(issueOf(literal)).toEqual({ path: [], message: expect.stringContaining(literal) });
  });

  test.each([
    ['{"a":1e400}', ["a"]],
    ["[0, 1, 1e400]", [2]],
    ['[{}, [], "1e400", {"a": [null, true, {"b c": 1e400}]}]', [3, "a", 2, "b c"]],
    ['{"a":{"x":1},"b":[[1],[2, 1e400]],"c":1e400}', ["b", 1, 1]],
    ['{"a\\u0062":1e400}', ["ab"]],
  ])("with its path: %s", (text, path) => {
    expect(issueOf(text)?.path).toEqual(path);
  });

  test("showing only its first 40 characters", () => {
    const message = issueOf(`0.${"1".repeat(60_000)}`)?.message;
    expect(message).toMatch(/^the number 0\.1{38}… would become 0\.1{16}; send it as a string/);
  });
});

// prettier-ignore
test.each([
  "0", "-0", "1.0", "1.50", "100", "1E3", "1e+3", "1000e-3", "0e99", "0.000e-400", "-1.5e1",
  "9007199254740992", "-9007199254740992.0", "1e21", "1e22", "123456789012345680000", "5e-324",
  "1.7976931348623157e308", "0.1", "0.30000000000000004", `1${"0".repeat(300)}`,
  `0.${"0".repeat(300)}1`, `0.${"0".repeat(400)}1e401`,
])("accepts a number that JavaScript preserves, in any notation: %s", (literal) => {
  expect(parseExactJson(`[ ${literal}]`)).toEqual([Number(literal)]);
});

test.each([
  ['{"a":1,"a":1}', ["a"]],
  ['{"a":1,"\\u0061":2}', ["a"]],
  ['{"":1,"":1}', [""]],
  ['{"__proto__":1,"__proto__":{}}', ["__proto__"]],
  ['[{"a":1},{"b":{"a":1,"c":[{"a":1}],"a":2}}]', [1, "b", "a"]],
])("rejects a duplicate key with its path: %s", (text, path) => {
  expect(issueOf(text)).toEqual({ path, message: expect.stringContaining("duplicate key") });
});

test.each(['[{"a":1},{"a":1}]', '{"a":{"a":{"a":1}}, "b":{"a":1}}', '{"a":1, "A":1, "a ":1}'])(
  "accepts equal keys in different objects, and different keys: %s",
  (text) => {
    expect(parseExactJson(text)).toEqual(JSON.parse(text));
  },
);

test.each([
  ['{"b":1,"1":2}', ["1"]],
  ['{"10":1,"9":2}', ["9"]],
  ['{"b":1,"\\u0031":2}', ["1"]],
  ['{"b":1,"0":2}', ["0"]],
  ['{"b":1,"4294967294":2}', ["4294967294"]],
  ['[[{"x":{"b":[],"7":[]}}]]', [0, 0, "x", "7"]],
])("rejects an integer key that would move forward, with its path: %s", (text, path) => {
  expect(issueOf(text)).toEqual({ path, message: expect.stringContaining("put such keys first") });
});

test.each([
  '{"1":2,"b":1}',
  '{"9":1,"10":2,"a":3}',
  '{"b":1,"01":2,"-1":3,"1.0":4,"1e3":5}',
  '{"b":1,"4294967295":2,"9007199254740993":3}',
])("accepts a key that does not move: %s", (text) => {
  expect(JSON.stringify(parseExactJson(` ${text}`))).toBe(text);
});

test("accepts white space wherever JSON allows it", () => {
  const text = ' \t\r\n{ "a" : [ 1 , { "b" :\n\tnull } , [ ] , { } ]\r, "c" : "d" } \n';
  expect(parseExactJson(text)).toEqual({ a: [1, { b: null }, [], {}], c: "d" });
});

test.each([
  String.raw`["\/", "\u00e9", "\ud83d\ude00"]`,
  String.raw`{"\\":"\\\\", "\"":"\"", "\\\"":"\\\"", "{[,:]}":"{[,:]}"}`,
  String.raw`["\\", "1e400", "\"1e400", "\\\",\"a\":1,\"a\":1"]`,
  String.raw`["é😀", "\b\f\n\r\t"]`,
])("parses strings with escapes, quotes and brackets: %s", (text) => {
  expect(parseExactJson(text)).toEqual(JSON.parse(text));
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "toJSON"])(
  "treats %s like any other key",
  (key) => {
    const text = `{ "${key}": { "${key}": 1 } }`;
    expect(JSON.stringify(parseExactJson(text))).toBe(text.replaceAll(" ", ""));
  },
);

test.each(["", " ", "{", '{"a":1,}', "[1 2]", "01", "1.", "NaN", "'a'", '"\n"', "\uFEFF1"])(
  "rejects %j as invalid JSON",
  (text) => {
    expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ code: "INVALID" }));
    expect(() => parseExactJson(text)).toThrow("Invalid JSON");
  },
);
