import { expect, test } from "vitest";
import { checkJson } from "./check-json";

test("keeps number literals and the order of keys", () => {
  const { data } = checkJson(' { "10" : 1.0,\n "2":[ -0, 1e25, 9223372036854775807 ] } ');
  expect(data?.text).toBe('{"10":1.0,"2":[-0,1e25,9223372036854775807]}');
});

test.each([
  ["a duplicate key", '{\n  "a": 1,\n  "a": 2\n}', "Line 3, column 8", "a: duplicate key"],
  ["a number out of range", '{\n  "a": [1, 1e400]\n}', "Line 2, column 12", "a[1]: the number"],
  ["U+0000", '{"a":{"b":"\\u0000"}}', "Line 1, column 11", "a.b: must not contain U+0000"],
  ["a lone surrogate", '{"a":"\\ud800"}', "Line 1, column 6", "a: must not contain a lone"],
  ["deep nesting", `{"a":${"[".repeat(64)}${"]".repeat(64)}}`, "Line 1, column 69", "nested more"],
  ["another value", " [1]", "Line 1, column 2", "must be a JSON object"],
  ["a syntax error", '{\n  "a": 1,\n}', "Line 3, column 1", 'unexpected "}"'],
  ["an invalid number", '{"a": 01}', "Line 1, column 8", 'unexpected "1"'],
  ["an unfinished object", '{\n  "a": 1\n\n', "Line 2, column 8", "unexpected end"],
  ["no text", " \n", "Line 1, column 1", "the editor is empty"],
])("locates %s", (_, text, position, message) => {
  const { problems } = checkJson(text);
  expect(problems?.map((problem) => problem.position)).toEqual([position]);
  expect(problems?.[0]?.message).toContain(message);
});
