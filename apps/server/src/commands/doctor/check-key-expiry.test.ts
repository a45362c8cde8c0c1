import { expect, test } from "vitest";
import { checkKeyExpiry } from "./check-key-expiry.js";

const DAY = 86_400_000_000n;
const now = 1_795_000_000_000_000n;

const key = (name: string, expiresAt: bigint | null) => ({
  key: name,
  appId: "main",
  name,
  secret: "",
  expiresAt,
  lastUsedAt: null,
});

test("warns of keys that expire within 30 days, the first to end first", () => {
  const later = [key("never", null), key("later", now + 31n * DAY)];
  expect(checkKeyExpiry({ apiKeys: later }, now).state).toBe("ok");
  const apiKeys = [...later, key("soon", now + 30n * DAY), key("over", now)];
  const { state, found } = checkKeyExpiry({ apiKeys }, now);
  expect(state).toBe("warn");
  expect(found).toMatch(
    /^over \("over", never used\) expired 2026-.*; soon .* expires 2026-[^;]*$/,
  );
});

test("names five keys, and counts the others", () => {
  const apiKeys = Array.from({ length: 7 }, (_, at) => key(`key-${at}`, now + BigInt(at)));
  expect(checkKeyExpiry({ apiKeys }, now).found).toMatch(/key-4 .*, and 2 more$/);
});
