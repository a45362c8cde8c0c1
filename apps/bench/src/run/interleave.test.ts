import { expect, test } from "vitest";
import type { Lane } from "../cases/bench-case.js";
import { interleave } from "./interleave.js";

test("lanes warm up once, then take turns", async () => {
  const seen: string[] = [];
  const toLane = (name: string): Lane => ({
    name,
    unit: "/s",
    warmUp: async () => seen.push(`warm ${name}`),
    measure: async () => ({ value: seen.push(name) }),
  });
  const results = await interleave([toLane("a"), toLane("b")], 2);
  expect(seen).toEqual(["warm a", "warm b", "a", "b", "a", "b"]);
  expect(results.map(({ samples }) => samples.map(({ value }) => value))).toEqual([
    [3, 5],
    [4, 6],
  ]);
});
