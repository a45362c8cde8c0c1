import { expect, test } from "vitest";
import type { Measurement } from "./bench-result.js";
import { ratiosOf } from "./ratios.js";
import type { Target } from "./targets.js";

const measured = (lane: string, ...rounds: number[]): Measurement => ({
  engine: "sqlite",
  case: "add@64",
  lane,
  unit: "/s",
  rounds,
  median: rounds[0] ?? 0,
});

const judged = (target: Omit<Target, "case">, ...measurements: Measurement[]) =>
  ratiosOf(measurements, [{ case: "add@64", ...target }]);

test.each([
  [{ atLeast: 0.5 }, true],
  [{ atLeast: 0.51 }, false],
  [{ atMost: 0.5 }, true],
  [{ atMost: 0.49 }, false],
])("judges whether a ratio of 0.5 reaches the target %j: %s", (bound, reached) => {
  const target = { of: "roster", to: "floor", ...bound };
  const [ratio] = judged(target, measured("roster", 50), measured("floor", 100));
  expect(ratio).toMatchObject({ name: "roster / floor", value: 0.5, reached });
});

test("compares with the fastest of several lanes", () => {
  const floors = [measured("floor", 100), measured("threaded floor", 200)];
  const target = { of: "roster", to: ["floor", "threaded floor", "absent"] };
  const [ratio] = judged(target, measured("roster", 50), ...floors);
  expect(ratio).toMatchObject({ name: "roster / threaded floor", value: 0.25 });
});

test("judges the value itself if there is no lane to compare with", () => {
  const [ratio] = judged({ of: "roster", atMost: 600 }, measured("roster", 540));
  expect(ratio).toMatchObject({ name: "roster, /s", value: 540, reached: true });
});

test("gives no verdict on a ratio without a target", () => {
  const [ratio] = judged({ of: "a", to: "b" }, measured("a", 1), measured("b", 2));
  expect(ratio).not.toHaveProperty("reached");
});

test("leaves out cases that did not run or belong to the other engine", () => {
  expect(judged({ of: "roster", to: "floor" }, measured("roster", 50))).toEqual([]);
  expect(judged({ of: "roster", engine: "postgresql" }, measured("roster", 50))).toEqual([]);
});
