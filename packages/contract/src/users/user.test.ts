import { expect, test } from "vitest";
import { ListUsersInput } from "./list-users.js";
import { AddUserInput, Timestamp, UserId } from "./user.js";

test.each(["a", "Z", "0", "-", "_", "john-doe_42", "constructor", "__proto__", "x".repeat(255)])(
  "accepts the id %s",
  (id) => expect(UserId.parse(id)).toBe(id),
);

test.each(["", "x".repeat(256), "a b", "a.b", "a/b", "a\n", "é", "ａ", "😀", "\u0000", 1, null])(
  "rejects the id %j",
  (id) => expect(UserId.safeParse(id).success).toBe(false),
);

test("rejects an unknown key, so that a typo does not go unnoticed", () => {
  expect(AddUserInput.safeParse({ id: "a", getorcreate: true }).success).toBe(false);
});

test.each([1001, -1, 1.5, "10", Number.NaN])("rejects a page size of %s", (limit) => {
  expect(ListUsersInput.safeParse({ limit }).success).toBe(false);
});

test.each([0, 1, 1000])("accepts a page size of %s", (limit) => {
  expect(ListUsersInput.parse({ limit })).toEqual({ limit });
});

test.each([
  ["2026-11-23T09:30:00.000001Z", true],
  ["2026-11-23T09:30:00.001Z", false],
  ["2026-11-23T09:30:00.000001+00:00", false],
  ["2026-02-30T09:30:00.000001Z", false],
])("a timestamp has microseconds and is in UTC: %s is valid: %s", (text, isTimestamp) => {
  expect(Timestamp.safeParse(text).success).toBe(isTimestamp);
});
