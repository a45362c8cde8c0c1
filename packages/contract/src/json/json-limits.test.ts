import { expect, test } from "vitest";
import { parseExactJson } from "./exact-json.js";
import { findJsonLimitIssue, MAX_JSON_DEPTH, MAX_JSON_VALUES } from "./json-limits.js";

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const many = (values: number) => `[${"0,".repeat(values - 2)}0]`;

test("JSON may be so deep and have so many values, and no more", () => {
  expect(parseExactJson(nested(MAX_JSON_DEPTH))).toBeTypeOf("object");
  expect(() => parseExactJson(nested(MAX_JSON_DEPTH + 1))).toThrow(/is nested more than 256 deep/);
  expect(findJsonLimitIssue(many(MAX_JSON_VALUES))).toBeUndefined();
  expect(() => parseExactJson(many(MAX_JSON_VALUES + 2))).toThrow(/has more than 1000000 values/);
});

test("brackets and commas inside of strings count for nothing", () => {
  const text = JSON.stringify(`"\\${"[{,".repeat(MAX_JSON_VALUES / 2)}\\"`);
  expect(findJsonLimitIssue(text)).toBeUndefined();
  expect(parseExactJson(text)).toBe(JSON.parse(text));
});

test("text that breaks off inside of a string is looked at to its end", () => {
  expect(findJsonLimitIssue(`"${"\\".repeat(1001)}`)).toBeUndefined();
  expect(() => parseExactJson(`["${"a".repeat(1000)}\\"`)).toThrow(/This is not JSON/);
});
