import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readToken } from "./read-json-text.js";
import {
  isArrayToken,
  isObjectToken,
  itemsOf,
  membersOf,
  parseToken,
  valueTokenAt,
} from "./json-tokens.js";
import { sentObject } from "./testing/sent-json.js";

/** Writes a token again from the tokens inside it. */
function rewrite(token: string): string {
  if (isArrayToken(token)) return `[${Array.from(itemsOf(token), rewrite).join()}]`;
  if (!isObjectToken(token)) return token;
  const members = Array.from(
    membersOf(token),
    ({ keyToken, valueToken }) => `${keyToken}:${rewrite(valueToken)}`,
  );
  return `{${members.join()}}`;
}

test("splits any value into the tokens that it consists of", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const { token } = readToken(JSON.stringify(value));
      expect(rewrite(token)).toBe(token);
    }),
    { numRuns: 500 },
  );
  const tricky = String.raw`{"10":[1.0,-0,[],{}],"2":{"]\"\\":"}"},"":1e25}`;
  expect(rewrite(tricky)).toBe(tricky);
});

test("reads a value of any type as a token", () => {
  const tokenOf = (text: string) => readToken(text).token;
  expect([' "\\u0061" ', "\n1.0", "null ", "[ 1 , 2 ]"].map(tokenOf)).toEqual([
    '"a"',
    "1.0",
    "null",
    "[1,2]",
  ]);
  expect(readToken('[{"a":1,"a":2}]').issues).toMatchObject([{ path: [0, "a"] }]);
  expect(readToken("1e400").issues).toMatchObject([{ path: [] }]);
  for (const text of ["", "nul", "1 2", "[1", "01"]) expect(() => readToken(text)).toThrow("JSON");
});

const parse: (text: string) => unknown = JSON.parse;

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The values at all paths of keys. */
function valuesOf(value: unknown, path: readonly string[] = []): [readonly string[], unknown][] {
  const members = isObject(value) ? Object.entries(value) : [];
  return [[path, value], ...members.flatMap(([key, member]) => valuesOf(member, [...path, key]))];
}

/** A value with its integers rounded, as JSON.parse returns it. */
const rounded = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);

describe("any object", () => {
  test("has the members that JSON.parse finds, in the order they were sent", () => {
    fc.assert(
      fc.property(sentObject(), ({ stored }) => {
        const members = [...membersOf(stored)];
        const joined = members.map(({ keyToken, valueToken }) => `${keyToken}:${valueToken}`);
        expect(`{${joined.join(",")}}`).toBe(stored);
        const entries = members.map(({ key, valueToken }) => [key, parse(valueToken)] as const);
        expect(Object.fromEntries(entries)).toEqual(parse(stored));
        expect(members.map(({ key }) => JSON.stringify(key))).toEqual(
          members.map(({ keyToken }) => keyToken),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("has at each path the token of the value that JSON.parse finds there", () => {
    fc.assert(
      fc.property(sentObject({ maxDepth: 12 }), ({ stored }) => {
        for (const [path, value] of valuesOf(parse(stored))) {
          const token = valueTokenAt(stored, path) ?? "";
          expect(parse(token)).toEqual(value);
          expect(rounded(parseToken(token))).toEqual(value);
          expect(valueTokenAt(stored, [...path, "no such key"])).toBeUndefined();
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test("a path does not lead into arrays and strings", () => {
  for (const token of ["[1]", '"text"', "1"]) {
    expect(valueTokenAt(`{"a":${token}}`, ["a", "0"])).toBeUndefined();
    expect(valueTokenAt(`{"a":${token}}`, ["a", "length"])).toBeUndefined();
  }
});

test.each([
  ["999999999999999", 999999999999999],
  ["9007199254740991", 9007199254740991],
  ["-9007199254740991", -9007199254740991],
  ["9007199254740992", 2n ** 53n],
  ["-9223372036854775808", -(2n ** 63n)],
  ["9007199254740993.0", 2 ** 53],
  ["9007199254740993e0", 2 ** 53],
  ["-0", -0],
  ['"9007199254740993"', "9007199254740993"],
  ["[9007199254740993]", [2 ** 53]],
  ["null", null],
])("parses the token %s", (token, value) => expect(parseToken(token)).toEqual(value));
