import { expect, test } from "vitest";
import { differenceId, findDifferences, mergeSides, type Side } from "./differences.js";

const before = JSON.stringify({
  name: "Ada",
  plan: "free",
  seats: 1,
  home: { city: "London", zip: "1" },
  tags: [1],
});
const theirs = JSON.stringify({
  name: "Ada L.",
  plan: "pro",
  seats: 1,
  home: { city: "Paris", zip: "1" },
  tags: [1],
});
const yours = JSON.stringify({
  name: "Ada B.",
  plan: "free",
  home: { city: "London", zip: "2" },
  tags: [1, 2],
  z: 0,
});

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
  expect(JSON.parse(merged)).toEqual({
    name: "Ada B.",
    plan: "pro",
    home: { city: "Paris", zip: "2" },
    tags: [1, 2],
    z: 0,
  });
  expect(mergeSides({ theirs, yours }, () => "theirs")).toBe(theirs);
  expect(JSON.parse(mergeSides({ theirs, yours }, () => "yours"))).toEqual(JSON.parse(yours));
});

test("tokens that JavaScript would change are compared and kept like all others", () => {
  const mine = '{"__proto__":{"a":1},"10":9223372036854775807,"2":1.0}';
  const other = '{"__proto__":{"a":2},"10":9223372036854775806,"2":1}';
  const found = findDifferences({ before: "{}", theirs: other, yours: mine });
  expect(found.map(({ path }) => path)).toEqual([["__proto__", "a"], ["10"], ["2"]]);
  expect(mergeSides({ theirs: other, yours: mine }, () => "yours")).toBe(mine);
});
