import { expect, test } from "vitest";
import { ResponseThrottle } from "./response-throttle.js";

test("writes a few hundred responses per turn; the others wait for later turns, in order", async () => {
  const throttle = new ResponseThrottle();
  const written: number[] = [];
  const countsAtTurn: number[] = [];
  const countTurn = () => {
    countsAtTurn.push(written.length);
    if (written.length < 1_000) setImmediate(countTurn);
  };
  setImmediate(countTurn);
  const respond = async (number: number) => {
    const wait = throttle.wait();
    if (wait) await wait;
    written.push(number);
  };
  await Promise.all(Array.from({ length: 1_000 }, (_, number) => respond(number)));
  expect(written).toEqual(Array.from({ length: 1_000 }, (_, number) => number));
  await new Promise(setImmediate);
  for (const [turn, count] of countsAtTurn.entries()) {
    expect(count - (countsAtTurn[turn - 1] ?? 0)).toBeLessThanOrEqual(256);
  }
  await new Promise(setImmediate);
  expect(throttle.wait()).toBeUndefined();
});
