import { expect, test } from "vitest";
import { parseExactJson } from "./exact-json.js";
import { findJsonLimitIssue, MAX_JSON_DEPTH, MAX_JSON_VALUES } from "./json-limits.js";

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const many = (values: number) => `[${"0,".repeat(values - 2)}0]`;

test("limits the depth and the number of values of JSON", () => {
  expect(parseExactJson(nested(MAX_JSON_DEPTH))).toBeTypeOf("object");
  expect(() => parseExactJson(nested(MAX_JSON_DEPTH + 1))).toThrow(
    /is nested more than 256 levels deep/,
  );
  expect(findJsonLimitIssue(many(MAX_JSON_VALUES))).toBeUndefined();
  expect(() => parseExactJson(many(MAX_JSON_VALUES + 2))).toThrow(/has more than 1000000 values/);
});

test("ignores brackets and commas inside strings", () => {
  const text = JSON.stringify(`"\\${"[{,".repeat(MAX_JSON_VALUES / 2)}\\"`);
  expect(findJsonLimitIssue(text)).toBeUndefined();
  expect(parseExactJson(text)).toBe(JSON.parse(text));
});

test("scans text that ends inside a string", () => {
  expect(findJsonLimitIssue(`"${"\\".repeat(1001)}`)).toBeUndefined();
  expect(() => parseExactJson(`["${"a".repeat(1000)}\\"`)).toThrow(/Invalid JSON/);
});
