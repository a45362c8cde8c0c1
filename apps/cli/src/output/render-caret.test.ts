import { expect, test } from "vitest";
import { renderCaret } from "./render-caret.js";

const long = `${"a".repeat(60)}X${"b".repeat(60)}`;

test.each([
  ["ab", 1, 2, ["ab", " ^"]],
  ["", 1, 1, ["", "^"]],
  ["ab", 1, 3, ["ab", "  ^"]],
  ["ab\nc\tX", 2, 3, ["c X", "  ^"]],
  ["日本 X", 1, 4, ["日本 X", "     ^"]],
  ["\u001b[2J X", 1, 6, [" [2J X", "     ^"]],
  [long, 1, 61, [`…${"a".repeat(50)}X${"b".repeat(23)}…`, `${" ".repeat(51)}^`]],
] as const)(
  "shows a caret under the position: %j, line %d, column %d",
  (text, line, column, lines) => {
    expect(renderCaret(text, { line, column })).toBe(lines.map((shown) => `  ${shown}`).join("\n"));
  },
);
