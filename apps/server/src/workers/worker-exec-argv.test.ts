import { expect, test } from "vitest";
import { workerExecArgv } from "./worker-exec-argv.js";

test("limits the heap of workers, and passes on the arguments of the primary process", () => {
  const [first, second] = workerExecArgv(["--enable-source-maps"], "--inspect");
  expect(first).toBe("--enable-source-maps");
  const megabytes = Number(second?.replace("--max-old-space-size=", ""));
  expect(megabytes).toBeGreaterThan(100);
  expect(megabytes).toBeLessThanOrEqual(1_536);
});

test("an operator's own limit applies", () => {
  expect(workerExecArgv([], "--max-old-space-size=4000")).toEqual([]);
  expect(workerExecArgv([], "--trace-gc --max_old_space_size 4000")).toEqual([]);
  expect(workerExecArgv(["--max-old-space-size=4000"], "")).toEqual(["--max-old-space-size=4000"]);
});
