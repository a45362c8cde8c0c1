import { expect, test } from "vitest";
import { findChangedKeys } from "./new-change.js";

const objectOf = (keys: number, value: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, n) => [`k${n}`, value])));

test("at most 100 changed keys are logged one by one", () => {
  expect(findChangedKeys(objectOf(100, 1), objectOf(100, 2))).toHaveLength(100);
  expect(findChangedKeys(objectOf(101, 1), objectOf(101, 2))).toBeUndefined();
});
