import { expect, test } from "vitest";
import { restartBackoff } from "./restart-backoff.js";

test("the first death is replaced at once, those that follow soon after ever longer pauses", () => {
  const pauses: number[] = [];
  let deaths = 0;
  for (let n = 0; n < 12; n += 1) {
    const after = restartBackoff({ deaths, livedFor: 50 });
    pauses.push(after.pause);
    deaths = after.deaths;
  }
  expect(pauses).toEqual([0, 100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000, 10000, 10000]);
});

test("a worker that has served for a while is replaced at once, and its past is forgotten", () => {
  expect(restartBackoff({ deaths: 9, livedFor: 10_000 })).toEqual({ deaths: 0, pause: 0 });
});
