import { expect, test } from "vitest";
import { AppError, invalid } from "./app-error.js";
import type { Issue } from "./errors.js";

const first: Issue = { path: ["data", "tags", 0, "post code"], message: "must be text" };

test("an INVALID error names the place of its first issue, and counts the others", () => {
  expect(invalid([first]).message).toBe('data.tags[0]["post code"]: must be text');
  expect(invalid([first, first, first]).message).toBe(
    'data.tags[0]["post code"]: must be text (and 2 more)',
  );
});

test("an INVALID error about the whole input names no place", () => {
  expect(invalid([{ path: [], message: "must be an object" }]).message).toBe("must be an object");
});

test("an INVALID error carries every issue", () => {
  const issues: [Issue, Issue] = [first, { path: ["id"], message: "is missing" }];
  expect(invalid(issues)).toMatchObject({ code: "INVALID", details: { issues } });
});

test("an AppError carries its code, and details and cause where there are any", () => {
  const cause = new Error("disk full");
  const error = new AppError("CONFLICT", "exists", { details: { id: "a" }, cause });
  expect(error).toMatchObject({ name: "AppError", code: "CONFLICT", details: { id: "a" }, cause });
  expect(error).toBeInstanceOf(Error);
  expect(new AppError("INTERNAL", "oops")).not.toHaveProperty("cause");
});
