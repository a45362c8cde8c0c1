import { expect, test } from "vitest";
import { isAppError } from "../errors/app-error.js";
import { valueTokenAt } from "./json-tokens.js";
import { readJsonText } from "./read-json-text.js";
import { parseJson } from "./parse-json.js";

// Each of these takes minutes, and so exceeds the test's time, if its cost grows faster than its length.

const count = 1_000_000;

const keys = (token: (index: number) => string) =>
  Array.from({ length: count / 4 }, (_, index) => `${token(index)}:1`).join(",");

const issuesOf = (text: string) => readJsonText(text).issues.map(({ message }) => message);

const valid: readonly (readonly [string, string])[] = [
  ["one string of escapes", `{"a":"${String.raw`\"`.repeat(count * 4)}"}`],
  ["one string of backslashes", `{"a":"${String.raw`\\`.repeat(count * 4)}"}`],
  ["one string of surrogate pairs", `{"a":"${"😀".repeat(count)}"}`],
  ["many keys", `{${keys((index) => `"k${index}"`)}}`],
  ["many keys of one length and with the same ends", `{${keys((n) => `"k${n + count}${n}kk"`)}}`],
  ["many numbers of 64 digits", `{"a":[${`${"9".repeat(64)},`.repeat(count / 10)}0]}`],
];

test.each(valid)("reads %s once", (_, text) => {
  const read = readJsonText(text);
  expect(read.issues).toEqual([]);
  expect(read.text === text).toBe(true);
});

test.each([
  ["white space", `{ "a" :${" \n\t\r".repeat(count)}1}`],
  ["white space around many values", `{"a": [1${" , 1".repeat(count / 4)}]}`],
  ["escapes that are replaced", `{"a":"${String.raw`\/\u0041`.repeat(count / 4)}"}`],
])("minifies %s once", (_, text) => {
  const read = readJsonText(text);
  expect(read.issues).toEqual([]);
  expect(read.text === JSON.stringify(JSON.parse(text))).toBe(true);
});

test.each([
  ["many duplicate keys", `{${keys(() => '"k"')}}`],
  ["many duplicate keys in another notation", `{"k":1,${keys(() => String.raw`"\u006b"`)}}`],
  ["many infinite numbers", `{"a":[${"1e999,".repeat(count / 4)}0]}`],
  ["many strings with U+0000", `{"a":[${String.raw`"\u0000",`.repeat(count / 4)}0]}`],
  ["an issue below a long key", `{"${"k".repeat(count)}":[${"1e999,".repeat(100)}0]}`],
])("reports 20 issues of %s", (_, text) => {
  expect(issuesOf(text)).toHaveLength(20);
  expect(JSON.stringify(readJsonText(text).issues).length).toBeLessThan(20_000);
});

test.each([
  ["a number of 10 million digits", "9".repeat(count * 10)],
  ["a fraction of 10 million digits", `0.${"1".repeat(count * 10)}`],
  ["10 million levels", "[".repeat(count * 10)],
  ["an unterminated string", `"${String.raw`\"`.repeat(count * 4)}`],
  ["10 million line breaks before an error", `${"\n".repeat(count * 10)}x`],
])("rejects %s", (_, text) => {
  const parse = () => parseJson(`{"a":${text}`);
  expect(parse).toThrow(expect.toSatisfy(isAppError));
});

test("finds a value that is nested in many levels once", () => {
  const levels = 100_000;
  const object = `${'{"a":'.repeat(levels)}1.0${"}".repeat(levels)}`;
  expect(
    valueTokenAt(
      object,
      Array.from({ length: levels }, () => "a"),
    ),
  ).toBe("1.0");
});
