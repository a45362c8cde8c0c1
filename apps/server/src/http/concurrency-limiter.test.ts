import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { ConcurrencyLimiter } from "./concurrency-limiter.js";
import { defaultLimits } from "./limits.js";

const open = () => new ConcurrencyLimiter({ ...defaultLimits, maxRequests: 1 });

test("a request that leaves counts no longer, except for its body", () => {
  const limiter = open();
  const response = new EventEmitter();
  const slot = limiter.acquire(response);
  slot.reserve(10);
  expect(() => limiter.acquire(new EventEmitter())).toThrow("overloaded");
  slot.leave();
  slot.leave();
  expect([limiter.activeRequests, limiter.bufferedBytes]).toEqual([0, 10]);
  const other = new EventEmitter();
  limiter.acquire(other);
  response.emit("close");
  expect([limiter.activeRequests, limiter.bufferedBytes]).toEqual([1, 0]);
  other.emit("close");
  expect(limiter.activeRequests).toBe(0);
});

test("a request that leaves during its upload does not return", async () => {
  const limiter = open();
  const slot = limiter.acquire(new EventEmitter());
  const upload = slot.releaseWhile(Promise.resolve("body"));
  slot.leave();
  expect(await upload).toBe("body");
  expect(limiter.activeRequests).toBe(0);
});

test("the time of a request that leaves is not recorded", () => {
  vi.useFakeTimers();
  const limiter = new ConcurrencyLimiter({ ...defaultLimits, maxWait: 500 });
  const requests = Array.from({ length: 1000 }, () => {
    const response = new EventEmitter();
    return { response, slot: limiter.acquire(response) };
  });
  vi.advanceTimersByTime(5_000);
  for (const { response, slot } of requests) {
    slot.leave();
    response.emit("close");
  }
  expect(limiter.limit).toBe(defaultLimits.maxRequests);
  vi.useRealTimers();
});
