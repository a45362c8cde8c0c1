import { expect, test } from "vitest";
import { median, medianRatio } from "./median.js";

test.each([
  [[7], 7],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])("the median of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

test("rejects an empty list", () => {
  expect(() => median([])).toThrow("no median");
});

test("takes ratios round by round, so that a machine slowing down does not skew them", () => {
  expect(medianRatio([100, 50, 10], [200, 100, 20])).toBe(0.5);
});
