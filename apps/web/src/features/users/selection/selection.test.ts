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

test("users are selected and let go, one by one and many at once", () => {
  const two = select(select(emptySelection, ["a", "b", "c"], on), ["b"], off);
  expect(["a", "b", "c"].map((id) => isSelected(two, id))).toEqual([true, false, true]);
  expect(selectionSize(two, 100)).toBe(2);
  expect(selectionSize(emptySelection, 100)).toBe(0);
});

test("of all who are found some can be let go, and selected again", () => {
  const but = select(allMatching, ["a", "b"], off);
  expect(["a", "c"].map((id) => isSelected(but, id))).toEqual([false, true]);
  expect(selectionSize(but, 100)).toBe(98);
  expect(selectionSize(select(but, ["a"], on), 100)).toBe(99);
});

test("a range goes from one row to the other in whichever order", () => {
  const shown = ["a", "b", "c", "d"];
  expect(rowRange(shown, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rowRange(shown, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rowRange(shown, undefined, "c")).toEqual(["c"]);
  expect(rowRange(shown, "gone", "c")).toEqual(["c"]);
});
