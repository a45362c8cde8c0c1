import { expect, test } from "vitest";
import { AppError } from "./app-error.js";
import { retryAfterSeconds } from "./retry-after.js";

test("whoever may repeat a call is told after how many whole seconds, at least one", () => {
  const details = { retryAfterSeconds: 2.1 };
  expect(retryAfterSeconds(new AppError("RATE_LIMITED", "Too many", { details }))).toBe(3);
  expect(retryAfterSeconds(new AppError("UNAVAILABLE", "Busy", { details }))).toBe(3);
  expect(retryAfterSeconds(new AppError("UNAVAILABLE", "The database is away"))).toBe(1);
});

test("whoever may not is told nothing", () => {
  expect(retryAfterSeconds(new AppError("CONFLICT", "There"))).toBeUndefined();
  expect(retryAfterSeconds(new AppError("INTERNAL", "Broken"))).toBeUndefined();
});
