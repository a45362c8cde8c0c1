import { AppError } from "@roster/contract";
import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { isRosterError } from "./index.js";
import { createInvalidError } from "./roster-error.js";

const invalid = createInvalidError([{ path: ["data", "a"], message: "must be text" }], "users.add");

test("an error of Roster is recognised, with its code and without", () => {
  expect(isRosterError(invalid)).toBe(true);
  expect(isRosterError(invalid, "INVALID")).toBe(true);
  expect(isRosterError(invalid, "CONFLICT")).toBe(false);
});

test("so is one that another copy of @trpc/client made", () => {
  const foreign = Object.assign(new Error(invalid.message), { data: invalid.data });
  expect(isRosterError(foreign, "INVALID")).toBe(true);
});

test.each([
  undefined,
  null,
  "INVALID",
  new Error("no data"),
  new TRPCClientError("no data"),
  new AppError("INVALID", "thrown in a server"),
  Object.assign(new Error("other data"), { data: { code: -32600, retryable: false } }),
  { data: invalid.data },
])("nothing else is: %o", (value) => {
  expect(isRosterError(value)).toBe(false);
});

test("an error that was found here looks as if the server had sent it", () => {
  expect(invalid).toMatchObject({
    name: "TRPCClientError",
    message: "data.a: must be text",
    shape: { message: "data.a: must be text", code: -32600 },
    data: {
      code: "INVALID",
      httpStatus: 400,
      retryable: false,
      requestId: "",
      path: "users.add",
      details: { issues: [{ path: ["data", "a"], message: "must be text" }] },
    },
  });
});
