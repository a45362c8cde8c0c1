import { expect, test } from "vitest";
import { countOf, everybodyFound, isSelected, nobody, rangeOf, select } from "./selection";

const on = { isOn: true };
const off = { isOn: false };

test("users are selected and let go, one by one and many at once", () => {
  const two = select(select(nobody, ["a", "b", "c"], on), ["b"], off);
  expect(["a", "b", "c"].map((id) => isSelected(two, id))).toEqual([true, false, true]);
  expect(countOf(two, 100)).toBe(2);
  expect(countOf(nobody, 100)).toBe(0);
});

test("of all who are found some can be let go, and selected again", () => {
  const but = select(everybodyFound, ["a", "b"], off);
  expect(["a", "c"].map((id) => isSelected(but, id))).toEqual([false, true]);
  expect(countOf(but, 100)).toBe(98);
  expect(countOf(select(but, ["a"], on), 100)).toBe(99);
});

test("a range goes from one row to the other in whichever order", () => {
  const shown = ["a", "b", "c", "d"];
  expect(rangeOf(shown, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rangeOf(shown, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rangeOf(shown, undefined, "c")).toEqual(["c"]);
  expect(rangeOf(shown, "gone", "c")).toEqual(["c"]);
});
