import { expect, test } from "vitest";
import {
  addColumn,
  columnIssue,
  moveColumn,
  readChoice,
  removeColumn,
  usualColumns,
} from "./column-choice";

test("columns are added, moved and taken away, each once and within bounds", () => {
  const more = addColumn(usualColumns, "data.plan");
  expect(moveColumn(more, "data.plan", -1).shown).toEqual([
    "data",
    "version",
    "data.plan",
    "createdAt",
  ]);
  expect(moveColumn(more, "data", -1)).toBe(more);
  expect(moveColumn(more, "data.plan", 1)).toBe(more);
  expect(removeColumn(more, "data").shown).toEqual(["version", "createdAt", "data.plan"]);
  expect(columnIssue(more, "data.plan")).toBe("data.plan is shown already");
  expect(columnIssue(more, "plan")).toContain("is not a path");
  expect(columnIssue(more, "id")).toBe("id is not a data path; use data.<key>");
  expect(columnIssue(more, "updatedAt")).toBeUndefined();
});

test("what a browser has kept is read back, and what is no choice is left out", () => {
  const choice = { shown: ["data.a", "createdAt"], widths: { id: 300 }, isDense: true };
  expect(readChoice(JSON.stringify(choice))).toEqual(choice);
  expect(
    readChoice('{"shown":["data.a",5,"nothing","data.a"],"widths":{"id":"x","data.a":1}}'),
  ).toEqual({ shown: ["data.a"], widths: { "data.a": 72 }, isDense: false });
  for (const text of [null, "", "null", "7", "{"]) expect(readChoice(text)).toEqual(usualColumns);
});
