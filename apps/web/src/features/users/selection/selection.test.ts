import { expect, test } from "vitest";
import {
  allMatching,
  emptySelection,
  isSelected,
  rowRange,
  select,
  selectionSize,
} from "./selection";

const on = { isOn: true };
const off = { isOn: false };

test("users are selected and deselected, individually and in groups", () => {
  const two = select(select(emptySelection, ["a", "b", "c"], on), ["b"], off);
  expect(["a", "b", "c"].map((id) => isSelected(two, id))).toEqual([true, false, true]);
  expect(selectionSize(two, 100)).toBe(2);
  expect(selectionSize(emptySelection, 100)).toBe(0);
});

test("matching users can be deselected and selected again", () => {
  const but = select(allMatching, ["a", "b"], off);
  expect(["a", "c"].map((id) => isSelected(but, id))).toEqual([false, true]);
  expect(selectionSize(but, 100)).toBe(98);
  expect(selectionSize(select(but, ["a"], on), 100)).toBe(99);
});

test("a range works in both directions", () => {
  const shown = ["a", "b", "c", "d"];
  expect(rowRange(shown, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rowRange(shown, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rowRange(shown, undefined, "c")).toEqual(["c"]);
  expect(rowRange(shown, "gone", "c")).toEqual(["c"]);
});
