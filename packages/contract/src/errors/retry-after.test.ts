import { expect, test } from "vitest";
import { AppError } from "./app-error.js";
import { retryAfterSeconds } from "./retry-after.js";

test("returns whole seconds, at least one, for retryable errors", () => {
  const details = { retryAfterSeconds: 2.1 };
  expect(retryAfterSeconds(new AppError("RATE_LIMITED", "Too many", { details }))).toBe(3);
  expect(retryAfterSeconds(new AppError("UNAVAILABLE", "Busy", { details }))).toBe(3);
  expect(retryAfterSeconds(new AppError("UNAVAILABLE", "The database is unreachable"))).toBe(1);
});

test("returns undefined for other errors", () => {
  expect(retryAfterSeconds(new AppError("CONFLICT", "There"))).toBeUndefined();
  expect(retryAfterSeconds(new AppError("INTERNAL", "Broken"))).toBeUndefined();
});
