import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { every, onTaskFailure, type TaskFailure } from "./every.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("skips a run while the previous one is active, and disposal waits for that", async () => {
  let runs = 0;
  let unblock = () => {};
  const blocked = new Promise<void>((resolve) => (unblock = resolve));
  let isStopping = false;
  const timer = every(10, "slow", (signal) => {
    runs += 1;
    signal.addEventListener("abort", () => (isStopping = true));
    return blocked;
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(runs).toBe(1);
  let isDisposed = false;
  const disposed = Promise.resolve(timer[Symbol.asyncDispose]()).then(() => (isDisposed = true));
  await vi.advanceTimersByTimeAsync(100);
  expect({ isStopping, isDisposed }).toEqual({ isStopping: true, isDisposed: false });
  unblock();
  await disposed;
  await vi.advanceTimersByTimeAsync(100);
  expect(runs).toBe(1);
});

test("reports a failure once until the task succeeds again, and keeps running", async () => {
  const reported: TaskFailure[] = [];
  onTaskFailure((failure) => reported.push(failure));
  const outcomes = ["fails", "fails", "works", "fails"];
  let runs = 0;
  await using _timer = every(10, "flaky", () => {
    runs += 1;
    if (outcomes[runs - 1] === "fails") throw new Error(`run ${runs}`);
  });
  await vi.advanceTimersByTimeAsync(60);
  expect(runs).toBe(6);
  expect(reported).toMatchObject([
    { task: "flaky", error: { message: "run 1" } },
    { task: "flaky", error: { message: "run 4" } },
  ]);
});

test("can run for the first time at another time", async () => {
  let runs = 0;
  const timer = every({ first: 5, interval: 100 }, "early", () => (runs += 1));
  await vi.advanceTimersByTimeAsync(5);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(runs).toBe(2);
  await timer[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(200);
  expect(runs).toBe(2);
});
