import { expect, test } from "vitest";
import { expiryMark, isWorking } from "./expiry";

const now = new Date("2026-11-30T12:00:00Z");

test.each([
  [null, undefined, undefined],
  ["2026-12-31T12:00:00.000000Z", undefined, undefined],
  ["2026-12-30T12:00:00.000000Z", "Expires in 30 days", false],
  ["2026-12-07T12:00:01.000000Z", "Expires in 8 days", false],
  ["2026-12-07T12:00:00.000000Z", "Expires in 7 days", true],
  ["2026-12-01T12:00:00.000000Z", "Expires in 24 hours", true],
  ["2026-11-30T12:00:01.000000Z", "Expires in 1 hour", true],
  ["2026-11-30T12:00:00.000000Z", "Expired", true],
])("a key that expires at %s is marked: %s", (expiresAt, text, isUrgent) => {
  expect(expiryMark(expiresAt, now)).toEqual(text === undefined ? undefined : { text, isUrgent });
});

test("a revoked or expired key does not work", () => {
  const at = "2026-11-30T12:00:00.000000Z";
  expect(isWorking({ revokedAt: null, expiresAt: null }, now)).toBe(true);
  expect(isWorking({ revokedAt: null, expiresAt: at }, now)).toBe(false);
  expect(isWorking({ revokedAt: at, expiresAt: null }, now)).toBe(false);
});
