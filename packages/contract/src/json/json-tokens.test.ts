import fc from "fast-check";
import { expect, test } from "vitest";
import { readToken } from "./json-text.js";
import { isArrayToken, isObjectToken, itemsOf, membersOf, parseToken } from "./json-tokens.js";

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

test("parses integers beyond 2^53 as bigint, and every other number as a number", () => {
  expect(
    ["9007199254740991", "9223372036854775807", "-9007199254740993", "1.0"].map(parseToken),
  ).toEqual([9007199254740991, 9223372036854775807n, -9007199254740993n, 1]);
});
