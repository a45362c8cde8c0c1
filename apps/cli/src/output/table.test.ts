import { describe, expect, test } from "vitest";
import { createTable, truncate } from "./table.js";

test("aligns columns, including double-width characters", () => {
  const table = createTable(["NAME", "X"]);
  expect(
    table.lines([
      ["漢字", "1"],
      ["ab", "2"],
    ]),
  ).toEqual(["NAME  X", "漢字  1", "ab    2"]);
});

test("aligns later rows under the same titles, in columns that only widen", () => {
  const table = createTable(["N", "X"]);
  expect(table.lines([["abc", "1"]])).toEqual(["N    X", "abc  1"]);
  expect(table.lines([["a", "2"]])).toEqual(["a    2"]);
  expect(table.lines([["abcde", "3"]])).toEqual(["abcde  3"]);
});

test("never exceeds the width, however long the cells are", () => {
  const lines = createTable(["ID", "DATA"], { width: 20 }).lines([
    ["x".repeat(255), "y".repeat(255)],
    ["a", "b".repeat(10)],
  ]);
  expect(lines).toEqual(["ID        DATA", "xxxxxxx…  yyyyyyyyy…", "a         bbbbbbbbbb"]);
});

describe("truncate", () => {
  test.each([
    ["keeps text that fits", "abc", 3, "abc"],
    ["ends longer text with …", "abcd", 3, "ab…"],
    ["keeps a double-width character whole or drops it", "a漢字", 4, "a漢…"],
    ["drops a double-width character with room for half of it", "漢字漢", 4, "漢…"],
    ["treats an emoji of several code points as one character", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦…"],
  ])("%s", (_, text, width, expected) => {
    expect(truncate(text, width)).toBe(expected);
  });
});
