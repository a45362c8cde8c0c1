import type { ReplayedUser } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { rejectionOf } from "../testing.js";
import { mapInTurns } from "./map-in-turns.js";

const time = "2026-01-01T00:00:00.000000Z";
const users = Array.from({ length: 12 }, (_, index): ReplayedUser => {
  const data = trustedJsonText(`{"text":"${"x".repeat(65_536)}"}`);
  const times = { createdAt: time, updatedAt: time };
  return { id: `user-${index}`, data, version: 1, ...times, status: "active", ban: null };
});

test("other work runs after each 128 KiB of data", async () => {
  let mapped = 0;
  const seen: number[] = [];
  const watch = () => {
    seen.push(mapped);
    if (mapped < users.length) setImmediate(watch);
  };
  setImmediate(watch);
  const result = await mapInTurns(users, (user) => {
    mapped += 1;
    return user;
  });
  expect(result).toEqual(users);
  expect([...new Set(seen)]).toEqual([2, 4, 6, 8, 10, 12]);
});

test("work for a caller that has left is CANCELLED", async () => {
  const controller = new AbortController();
  let mapped = 0;
  const mapping = mapInTurns(
    users,
    (user) => {
      mapped += 1;
      controller.abort();
      return user;
    },
    () => controller.signal,
  );
  expect((await rejectionOf(mapping)).code).toBe("CANCELLED");
  expect(mapped).toBe(2);
});
