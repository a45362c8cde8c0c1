import { AppError } from "@roster/contract";
import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { isRosterError } from "./index.js";
import { createInvalidError } from "./roster-error.js";

const invalid = createInvalidError(
  [{ path: ["data", "a"], message: "must be a string" }],
  "users.add",
);

test("isRosterError accepts an error of Roster, with and without its code", () => {
  expect(isRosterError(invalid)).toBe(true);
  expect(isRosterError(invalid, "INVALID")).toBe(true);
  expect(isRosterError(invalid, "CONFLICT")).toBe(false);
});

test("isRosterError accepts an error created by another copy of @trpc/client", () => {
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
])("isRosterError rejects anything else: %o", (value) => {
  expect(isRosterError(value)).toBe(false);
});

test("an error created in the client has the shape of a server error", () => {
  expect(invalid).toMatchObject({
    name: "TRPCClientError",
    message: "data.a: must be a string",
    shape: { message: "data.a: must be a string", code: -32600 },
    data: {
      code: "INVALID",
      httpStatus: 400,
      retryable: false,
      requestId: "",
      path: "users.add",
      details: { issues: [{ path: ["data", "a"], message: "must be a string" }] },
    },
  });
});
