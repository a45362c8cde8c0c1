import type { JsonObject } from "@roster/contract/json";
import { expect, test } from "vitest";
import { differenceId, findDifferences, mergeSides, type Side } from "./differences.js";

const before = {
  name: "Ada",
  plan: "free",
  seats: 1,
  home: { city: "London", zip: "1" },
  tags: [1],
};
const theirs = {
  name: "Ada L.",
  plan: "pro",
  seats: 1,
  home: { city: "Paris", zip: "1" },
  tags: [1],
};
const yours = {
  name: "Ada B.",
  plan: "free",
  home: { city: "London", zip: "2" },
  tags: [1, 2],
  z: 0,
};

test("each difference says who made it", () => {
  const found = findDifferences({ before, theirs, yours });
  expect(found.map(({ path, changedBy }) => `${path.join(".")}: ${changedBy}`)).toEqual([
    "name: both",
    "plan: them",
    "seats: you",
    "home.city: them",
    "home.zip: you",
    "tags: you",
    "z: you",
  ]);
  expect(findDifferences({ before, theirs, yours: theirs })).toEqual([]);
});

test("a merge takes the chosen side of each difference and keeps everything else", () => {
  const chosen = new Map<string, Side>([
    [differenceId(["plan"]), "theirs"],
    [differenceId(["home", "city"]), "theirs"],
  ]);
  const merged = mergeSides({ theirs, yours }, (id) => chosen.get(id) ?? "yours");
  expect(merged).toEqual({
    name: "Ada B.",
    plan: "pro",
    home: { city: "Paris", zip: "2" },
    tags: [1, 2],
    z: 0,
  });
  expect(mergeSides({ theirs, yours }, () => "theirs")).toEqual(theirs);
  expect(mergeSides({ theirs, yours }, () => "yours")).toEqual(yours);
});

test("keys that JavaScript treats specially are compared and kept like all others", () => {
  const mine = JSON.parse('{"__proto__":{"a":1},"b":1}') as JsonObject;
  const other = JSON.parse('{"__proto__":{"a":2},"b":1}') as JsonObject;
  const found = findDifferences({ before: {}, theirs: other, yours: mine });
  expect(found.map(({ path }) => path)).toEqual([["__proto__", "a"]]);
  const merged = mergeSides({ theirs: other, yours: mine }, () => "yours");
  expect(JSON.stringify(merged)).toBe('{"__proto__":{"a":1},"b":1}');
});
