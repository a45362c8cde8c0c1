import { expect, test } from "vitest";
import { findPhrases } from "./prose.js";

test("reports an unidiomatic phrase with its line and a replacement", () => {
  const text =
    "Users are listed.\n--where goes not together with --search\nThe user exists already.";
  expect(findPhrases(text)).toEqual([
    { line: 2, phrase: "goes not", advice: expect.stringContaining("cannot be combined with") },
    { line: 3, phrase: "exists already", advice: "already exists" },
  ]);
});

test.each([
  "The value must be a string",
  "This is not a path",
  "Its own database; recommended settings; the amended text",
  "There is no user with this id",
])("accepts idiomatic English: %s", (text) => {
  expect(findPhrases(text)).toEqual([]);
});
