import { expect, test } from "vitest";
import {
  addColumn,
  columnError,
  defaultColumns,
  moveColumn,
  parseColumnSettings,
  removeColumn,
} from "./column-settings";

test("columns are added once, moved within bounds and removed", () => {
  const more = addColumn(defaultColumns, "data.plan");
  expect(moveColumn(more, "data.plan", -1).shown).toEqual([
    "data",
    "version",
    "data.plan",
    "createdAt",
  ]);
  expect(moveColumn(more, "data", -1)).toBe(more);
  expect(moveColumn(more, "data.plan", 1)).toBe(more);
  expect(removeColumn(more, "data").shown).toEqual(["version", "createdAt", "data.plan"]);
  expect(columnError(more, "data.plan")).toBe("data.plan is already shown");
  expect(columnError(more, "plan")).toContain("is not a path");
  expect(columnError(more, "id")).toBe("id is not a data path; use data.<key>");
  expect(columnError(more, "updatedAt")).toBeUndefined();
});

test("stored settings are parsed, and invalid ones are ignored", () => {
  const settings = { shown: ["data.a", "createdAt"], widths: { id: 300 }, isDense: true };
  expect(parseColumnSettings(JSON.stringify(settings))).toEqual(settings);
  expect(
    parseColumnSettings('{"shown":["data.a",5,"nothing","data.a"],"widths":{"id":"x","data.a":1}}'),
  ).toEqual({ shown: ["data.a"], widths: { "data.a": 72 }, isDense: false });
  for (const text of [null, "", "null", "7", "{"])
    expect(parseColumnSettings(text)).toEqual(defaultColumns);
});
