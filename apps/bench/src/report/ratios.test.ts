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
])("a ratio of 0.5 against %j: reached is %s", (bound, reached) => {
  const target = { of: "roster", to: "limit", ...bound };
  const [ratio] = judged(target, measured("roster", 50), measured("limit", 100));
  expect(ratio).toMatchObject({ says: "roster / limit", value: 0.5, reached });
});

test("without a lane to compare with the value itself is judged", () => {
  const [ratio] = judged({ of: "roster", atMost: 600 }, measured("roster", 540));
  expect(ratio).toMatchObject({ says: "roster, /s", value: 540, reached: true });
});

test("a ratio that has no target is shown without a verdict", () => {
  const [ratio] = judged({ of: "a", to: "b" }, measured("a", 1), measured("b", 2));
  expect(ratio).not.toHaveProperty("reached");
});

test("what did not run, or is of the other engine, is left out", () => {
  expect(judged({ of: "roster", to: "limit" }, measured("roster", 50))).toEqual([]);
  expect(judged({ of: "roster", engine: "postgresql" }, measured("roster", 50))).toEqual([]);
});
