import { expect, test } from "vitest";
import { AppError, invalid } from "./app-error.js";
import type { Issue } from "./errors.js";

const first: Issue = { path: ["data", "tags", 0, "post code"], message: "must be a string" };

test("an INVALID error gives the path of its first issue and counts the others", () => {
  expect(invalid([first]).message).toBe('data.tags[0]["post code"]: must be a string');
  expect(invalid([first, first, first]).message).toBe(
    'data.tags[0]["post code"]: must be a string (and 2 more)',
  );
});

test("an INVALID error about the whole input has no path", () => {
  expect(invalid([{ path: [], message: "must be an object" }]).message).toBe("must be an object");
});

test("an INVALID error carries every issue", () => {
  const issues: [Issue, Issue] = [first, { path: ["id"], message: "is missing" }];
  expect(invalid(issues)).toMatchObject({ code: "INVALID", details: { issues } });
});

test("an AppError has its code, details and cause", () => {
  const cause = new Error("disk full");
  const error = new AppError("CONFLICT", "exists", { details: { id: "a" }, cause });
  expect(error).toMatchObject({ name: "AppError", code: "CONFLICT", details: { id: "a" }, cause });
  expect(error).toBeInstanceOf(Error);
  expect(new AppError("INTERNAL", "oops")).not.toHaveProperty("cause");
});
