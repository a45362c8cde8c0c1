import { describe, expect, test } from "vitest";
import { createTable, cut } from "./table.js";

test("columns are aligned, characters of two columns among them", () => {
  const table = createTable(["NAME", "X"]);
  expect(
    table.lines([
      ["漢字", "1"],
      ["ab", "2"],
    ]),
  ).toEqual(["NAME  X", "漢字  1", "ab    2"]);
});

test("rows that come later stand under the same titles, in columns that only widen", () => {
  const table = createTable(["N", "X"]);
  expect(table.lines([["abc", "1"]])).toEqual(["N    X", "abc  1"]);
  expect(table.lines([["a", "2"]])).toEqual(["a    2"]);
  expect(table.lines([["abcde", "3"]])).toEqual(["abcde  3"]);
});

test("no line is longer than the width, however long the cells are", () => {
  const lines = createTable(["ID", "DATA"], { width: 20 }).lines([
    ["x".repeat(255), "y".repeat(255)],
    ["a", "b".repeat(10)],
  ]);
  expect(lines).toEqual(["ID        DATA", "xxxxxxx…  yyyyyyyyy…", "a         bbbbbbbbbb"]);
});

describe("cut", () => {
  test.each([
    ["what fits stays", "abc", 3, "abc"],
    ["what does not ends in …", "abcd", 3, "ab…"],
    ["a character of two columns is kept whole or left out", "a漢字", 4, "a漢…"],
    ["and where only half of it has room", "漢字漢", 4, "漢…"],
    ["an emoji of many parts is one character", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦…"],
  ])("%s", (_, text, width, expected) => {
    expect(cut(text, width)).toBe(expected);
  });
});
