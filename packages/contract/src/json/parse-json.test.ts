import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "../errors/app-error.js";
import type { ErrorDetails } from "../errors/errors.js";
import { isJsonText } from "./json-text.js";
import { parseJsonText } from "./read-json-text.js";
import { parseJson } from "./parse-json.js";
import { writeLoosely } from "./testing/write-loosely.js";

const textKeys = new Set(["data"]);

/** The issues of the error that parsing throws; empty if it does not. */
function issuesOf(text: string) {
  try {
    parseJson(text);
  } catch (error) {
    if (isAppError(error)) return (error.details as ErrorDetails<"INVALID">).issues;
    throw error;
  }
  return [];
}

test("parses any JSON value, regardless of its white space and escapes", () => {
  const gaps = fc.array(fc.stringMatching(/^[ \t\n\r]{0,3}$/), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), gaps, (value, gapList) => {
      const text = writeLoosely(value, gapList);
      const parsed = parseJson(text);
      const expected: unknown = JSON.parse(JSON.stringify(value));
      const withoutBigints = JSON.stringify(parsed, (_, part: unknown) =>
        typeof part === "bigint" ? Number(part) : part,
      );
      expect(JSON.parse(withoutBigints)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});

/** Whole and partial tokens, and white space. */
const tokens = [
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  '"',
  "\\",
  "/",
  "u",
  "x",
  "0",
  "1",
  "e",
  "-",
  "+",
  ".",
].concat([" ", "\n", "true", "nul", '"a"', "\u0001"]);

test("agrees with JSON.parse on what is JSON", () => {
  const pieces = fc.constantFrom(...tokens);
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const isJson = () => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      };
      const [issue] = issuesOf(text);
      const isAccepted = !issue?.message.startsWith("unexpected");
      expect([text, isAccepted]).toEqual([text, isJson()]);
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["-9223372036854775808", -(2n ** 63n)],
  ["1.0", 1],
  ["-0", -0],
  ["1e25", 1e25],
  ["0.10000000000000000555", 0.1],
  ["9007199254740993.0", 9007199254740992],
])("parses the number %s", (text, value) => {
  expect(parseJson(` [${text} ]`)).toEqual([value]);
});

test.each(["1e400", "-1e400", "1e-400", "0.00001e-330", "9".repeat(65), `0.${"0".repeat(63)}`])(
  "rejects the number %s with its path",
  (number) => {
    const issue = { path: ["a", 1], message: expect.stringContaining("send it as a string") };
    expect(issuesOf(`{"a":[0, ${number}]}`)).toEqual([issue]);
  },
);

test.each(["0e400", "0.0e-400", "5e-324", "1.7976931348623157e308", "9".repeat(64)])(
  "accepts the number %s",
  (number) => expect(issuesOf(number)).toEqual([]),
);

test.each([
  ['{"a":1,"a":1}', ["a"]],
  ['{"a":1,"\\u0061":2}', ["a"]],
  ['{"":1,"":1}', [""]],
  ['{"__proto__":1,"__proto__":{}}', ["__proto__"]],
  ['[{"a":1},{"b":{"a":1,"c":[{"a":1}],"a":2}}]', [1, "b", "a"]],
  [`{${Array.from({ length: 100 }, (_, n) => `"k${n}":0`).join(",")},"k7":1}`, ["k7"]],
])("rejects a duplicate key with its path: %.50s", (text, path) => {
  expect(issuesOf(text)).toEqual([{ path, message: "duplicate key; keep only one" }]);
  const [issue] = parseIssues(text);
  expect(issue?.path.slice(-1)).toEqual(path.slice(-1));
});

/** The issues of the same object as text. */
function parseIssues(text: string) {
  const parsed = parseJson(`{"data":{"x":${text}}}`, { textKeys });
  const data =
    typeof parsed === "object" && parsed && "data" in parsed ? parsed["data"] : undefined;
  return isJsonText(data) ? data.issues : [];
}

test("keeps __proto__ as a key", () => {
  expect(JSON.stringify(parseJson('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
});

describe("an object below a text key", () => {
  test("is returned as minified text, with its tokens as they were sent", () => {
    const sent = String.raw`{ "b" : 1.0, "10":-0 ,"2": [ 1e25, 9223372036854775807 ] , "t":"\/\u00e9\u0041\u000a\ud83d\ude00" }`;
    const text = String.raw`{"b":1.0,"10":-0,"2":[1e25,9223372036854775807],"t":"/éA\n😀"}`;
    const parsed = parseJson(`{"id":"a", "data":${sent} }`, { textKeys });
    expect(parsed).toMatchObject({ id: "a", data: { text, issues: [] } });
  });

  test("keeps what is wrong with it, with paths below it", () => {
    const users = String.raw`[{"id":"a","data":{"t":["\u0000"],"n":1e400,"t":1}},{"data":{"x":1}}]`;
    expect(parseJson(`{"users":${users}}`, { textKeys })).toMatchObject({
      users: [
        {
          data: {
            issues: [
              { path: ["t", 0], message: "must not contain U+0000" },
              { path: ["n"], message: expect.stringContaining("1e400") },
              { path: ["t"], message: expect.stringContaining("duplicate") },
            ],
          },
        },
        { data: { text: '{"x":1}', issues: [] } },
      ],
    });
  });

  test("may have 64 levels, and reports the 65th without crashing on more", () => {
    const nested = (depth: number) => `{"data":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`;
    expect(parseJson(nested(64), { textKeys })).toMatchObject({ data: { issues: [] } });
    for (const depth of [65, 100_000]) {
      const issue = { path: Array.from({ length: 64 }, () => "a"), message: expect.any(String) };
      expect(parseJson(nested(depth), { textKeys })).toMatchObject({ data: { issues: [issue] } });
    }
  });
});

test.each(["[", '{"a":'])("rejects 100,000 levels of %s without crashing", (opening) => {
  expect(issuesOf(opening.repeat(100_000))).toMatchObject([
    { message: "is nested more than 64 levels deep" },
  ]);
});

test("rejects more than a million values", () => {
  expect(issuesOf(`[${"[],".repeat(1_000_000)}0]`)).toMatchObject([
    { message: "has more than 1000000 values" },
  ]);
});

test("names the line and column of an unexpected character", () => {
  expect(() => parseJson('{\n "a": nope }')).toThrow(
    'Invalid JSON: unexpected "n" at line 2, column 7',
  );
  expect(() => parseJson("[1")).toThrow("Invalid JSON: unexpected end at line 1, column 3");
});

test("parseJsonText reads one object and nothing else", () => {
  expect(parseJsonText(' {"a" : 1.0} \n').text).toBe('{"a":1.0}');
  expect(() => parseJsonText("[1]")).toThrow("must be a JSON object");
  expect(() => parseJsonText('{"a":1}{}')).toThrow("Invalid JSON");
  expect(() => parseJsonText('{"a":{"b":"\\ud800"}}')).toThrow(
    "a.b: must not contain a lone surrogate",
  );
});
