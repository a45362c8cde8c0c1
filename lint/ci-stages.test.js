import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test("the CI workflow runs the stages of .ci/run, in the same order", () => {
  const [, stages = ""] = /^stages=\(([^)]+)\)$/m.exec(read(".ci/run")) ?? [];
  const steps = [...read(".github/workflows/ci.yml").matchAll(/\.ci\/run (\w+)$/gm)];
  expect(stages.split(" ").length).toBeGreaterThan(10);
  expect(steps.map(([, stage]) => stage)).toEqual(stages.split(" "));
});
