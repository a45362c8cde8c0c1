import { expect, test } from "vitest";
import { ResponseThrottle } from "./response-throttle.js";

test("writes a few hundred responses per turn; the others wait for the rest of the event loop", async () => {
  const throttle = new ResponseThrottle();
  const order: string[] = [];
  setImmediate(() => order.push("the rest"));
  const respond = async (name: string) => {
    const wait = throttle.wait();
    if (wait) await wait;
    order.push(name);
  };
  await Promise.all(Array.from({ length: 1_000 }, () => respond("a response")));
  expect(order.indexOf("the rest")).toBe(256);
  expect(order).toHaveLength(1_001);
  await new Promise(setImmediate);
  expect(throttle.wait()).toBeUndefined();
});
