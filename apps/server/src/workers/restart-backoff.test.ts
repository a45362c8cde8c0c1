import { expect, test } from "vitest";
import { restartBackoff } from "./restart-backoff.js";

test("restarts at once after the first failure, and after growing delays when failures follow quickly", () => {
  const delays: number[] = [];
  let failures = 0;
  for (let n = 0; n < 12; n += 1) {
    const backoff = restartBackoff({ failures, uptimeMs: 50 });
    delays.push(backoff.delayMs);
    failures = backoff.failures;
  }
  expect(delays).toEqual([0, 100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000, 10000, 10000]);
});

test("restarts a worker that ran for a while at once, and forgets earlier failures", () => {
  expect(restartBackoff({ failures: 9, uptimeMs: 10_000 })).toEqual({ failures: 0, delayMs: 0 });
});
