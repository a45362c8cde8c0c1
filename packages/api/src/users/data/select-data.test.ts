import type { DataPath } from "@roster/contract";
import { trustedJsonText, valueTokenAt } from "@roster/contract/json";
import { sentObject } from "@roster/contract/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dataSelector } from "./select-data.js";

const select = (data: string, paths: readonly DataPath[]) =>
  dataSelector(paths)(trustedJsonText(data)).text;

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The paths of all values in objects. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  const members = isObject(value) ? Object.entries(value) : [];
  return members.flatMap(([key, member]) => [[...path, key], ...pathsOf(member, [...path, key])]);
}

test("each selected value has the token it has in the data, and nothing else is returned", () => {
  const selection = sentObject({ maxDepth: 10 }).chain(({ stored }) =>
    fc.tuple(
      fc.constant(stored),
      fc.subarray([["no"], ["a", "no"], ...pathsOf(JSON.parse(stored))]),
    ),
  );
  fc.assert(
    fc.property(selection, ([stored, paths]) => {
      const selected = select(
        stored,
        paths.map(([first = "", ...rest]) => ["data", first, ...rest]),
      );
      for (const path of paths)
        expect(valueTokenAt(selected, path)).toBe(valueTokenAt(stored, path));
      const isSelected = (path: readonly string[]) =>
        paths.some((one) => one.every((key, index) => index >= path.length || path[index] === key));
      expect(pathsOf(JSON.parse(selected)).filter((path) => !isSelected(path))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, DataPath[], string]>([
  [
    '{"b":1.0,"a":2.0,"c":3.0}',
    [
      ["data", "a"],
      ["data", "b"],
    ],
    '{"b":1.0,"a":2.0}',
  ],
  [
    '{"a":{"b":1.0,"c":2.0},"d":{}}',
    [
      ["data", "a", "c"],
      ["data", "d"],
    ],
    '{"a":{"c":2.0},"d":{}}',
  ],
  [
    '{"a":{"b":1.0,"c":2.0}}',
    [
      ["data", "a", "c"],
      ["data", "a"],
    ],
    '{"a":{"b":1.0,"c":2.0}}',
  ],
  ['{"a":{"b":1.0}}', [["data", "a", "x"]], "{}"],
  [
    '{"a":[{"b":1}],"e":"text"}',
    [
      ["data", "a", "0"],
      ["data", "e", "length"],
    ],
    "{}",
  ],
  [
    '{"10":1,"2":{"1":-0}}',
    [
      ["data", "2", "1"],
      ["data", "10"],
    ],
    '{"10":1,"2":{"1":-0}}',
  ],
])("of %s, %j selects %s", (data, paths, expected) => {
  expect(select(data, paths)).toBe(expected);
});
