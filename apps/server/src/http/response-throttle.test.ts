import { expect, test } from "vitest";
import { ResponseThrottle } from "./response-throttle.js";

test("some hundred answers of a turn are written at once; the others wait until the rest has had its turn", async () => {
  const turn = new ResponseThrottle();
  const order: string[] = [];
  setImmediate(() => order.push("the rest"));
  const answer = async (name: string) => {
    const wait = turn.wait();
    if (wait) await wait;
    order.push(name);
  };
  await Promise.all(Array.from({ length: 1_000 }, () => answer("an answer")));
  expect(order.indexOf("the rest")).toBe(256);
  expect(order).toHaveLength(1_001);
  await new Promise(setImmediate);
  expect(turn.wait()).toBeUndefined();
});
