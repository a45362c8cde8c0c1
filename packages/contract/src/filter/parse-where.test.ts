import { expect, test } from "vitest";
import { parseWhere } from "./parse-where.js";

const eq = (name: string, operand: unknown) => ({
  kind: "compare",
  path: ["data", name],
  operator: "eq",
  operand,
});

test.each([
  [{}, { kind: "all", filters: [] }],
  [{ "data.a": 1 }, eq("a", 1)],
  [{ "data.a": null }, eq("a", null)],
  [{ "data.a": { eq: -0 } }, eq("a", 0)],
  [{ "data.a": 2n }, eq("a", 2)],
  [{ "data.a": 2 ** 53 - 1 }, eq("a", 2 ** 53 - 1)],
  [{ "data.a": 2n ** 53n + 1n }, eq("a", 2n ** 53n + 1n)],
  [{ "data.a": 2 ** 60 }, eq("a", 2n ** 60n)],
  [{ "data.a": 2n ** 63n - 1n }, eq("a", 2n ** 63n - 1n)],
  [{ "data.a": 2n ** 63n }, eq("a", 2 ** 63)],
  [{ "data.a": 1 - 2 ** 63 }, eq("a", -(2 ** 63))],
  [{ "data.a": 1e25 }, eq("a", 1e25)],
  [
    { version: { gt: 2n ** 53n + 1n } },
    { ...eq("", 2n ** 53n + 1n), path: ["version"], operator: "gt" },
  ],
  [{ "data.a": { ne: 1 } }, { kind: "not", filter: eq("a", 1) }],
  [
    { "data.a": 1, "data.b": 2 },
    { kind: "all", filters: [eq("a", 1), eq("b", 2)] },
  ],
  [
    { or: [{ "data.a": 1 }, {}] },
    { kind: "any", filters: [eq("a", 1), { kind: "all", filters: [] }] },
  ],
  [{ not: { "data.a": 1 } }, { kind: "not", filter: eq("a", 1) }],
  [
    { "data.a": { exists: false } },
    { kind: "not", filter: { kind: "exists", path: ["data", "a"] } },
  ],
  [
    { createdAt: { gte: "2026-01-01" } },
    {
      kind: "compare",
      path: ["createdAt"],
      operator: "gte",
      operand: "2026-01-01T00:00:00.000000Z",
    },
  ],
])("parses %o", (where, filter) => expect(parseWhere(where)).toEqual({ filter, issues: [] }));

const deep = (levels: number): object => (levels === 0 ? {} : { not: deep(levels - 1) });
const longPath = `data.${"k".repeat(500)}`;
const lists = (count: number, value: unknown) =>
  Array.from({ length: count }, () => ({ "data.a": { in: Array(100).fill(value) } }));
const times = (count: number, make: () => object) => Array.from({ length: count }, make);
const many = (count: number) => ({ and: Array.from({ length: count }, () => ({ "data.a": 1 })) });

test.each<[unknown, (string | number)[]]>([
  [null, []],
  [[], []],
  ["data.a = 1", []],
  [{ name: "x" }, ["name"]],
  [{ "data.a": {} }, ["data.a"]],
  [{ "data.a": undefined }, ["data.a"]],
  [{ "data.a": { eq: undefined } }, ["data.a", "eq"]],
  [{ "data.a": [1] }, ["data.a"]],
  [{ "data.a": { gt: null } }, ["data.a", "gt"]],
  [{ "data.a": { gt: true } }, ["data.a", "gt"]],
  [{ "data.a": { eq: Number.NaN } }, ["data.a", "eq"]],
  [{ "data.a": { eq: 10n ** 400n } }, ["data.a", "eq"]],
  [{ "data.a": { eq: "\ud800" } }, ["data.a", "eq"]],
  [{ "data.a": { in: "abc" } }, ["data.a", "in"]],
  [{ "data.a": { in: [1, {}] } }, ["data.a", "in"]],
  [{ "data.a": { in: Array.from({ length: 101 }, () => 1) } }, ["data.a", "in"]],
  [{ "data.a": { startsWith: 1 } }, ["data.a", "startsWith"]],
  [{ "data.a": { exists: 1 } }, ["data.a", "exists"]],
  [{ "data.a": { like: "x" } }, ["data.a", "like"]],
  [{ id: 5 }, ["id"]],
  [{ id: { exists: true } }, ["id", "exists"]],
  [{ version: "1" }, ["version"]],
  [{ version: { contains: 1 } }, ["version", "contains"]],
  [{ createdAt: { gt: "yesterday" } }, ["createdAt", "gt"]],
  [{ updatedAt: 5 }, ["updatedAt"]],
  [{ and: { "data.a": 1 } }, ["and"]],
  [{ or: [1] }, ["or", 0]],
  [{ not: [] }, ["not"]],
  [many(101), ["and", 100, "data.a"]],
  [{ or: times(101, () => ({})) }, ["or", 100]],
  [{ or: times(101, () => ({ and: [] })) }, ["or", 100, "and"]],
  [{ or: [...lists(10, 1), { "data.b": 1 }] }, ["or", 10, "data.b"]],
  [{ and: lists(10, "x".repeat(80)) }, ["and", 8, "data.a", "in"]],
  [{ or: times(17, () => ({ [longPath]: 1 })) }, ["or", 16, longPath]],
  [deep(10), Array.from({ length: 10 }, () => "not")],
])("rejects a where with an issue: case %#", (where, path) => {
  expect(parseWhere(where).issues).toEqual([{ path, message: expect.any(String) }]);
});

test("accepts 100 conditions, 10 levels and 1,000 values", () => {
  expect(parseWhere(many(100)).issues).toEqual([]);
  expect(parseWhere(deep(9)).issues).toEqual([]);
  expect(parseWhere({ or: lists(10, "x".repeat(65)) }).issues).toEqual([]);
});

test("stops reading at the first limit", () => {
  let read = 0;
  const conditions = Array.from({ length: 1000 }, () => ({
    get "data.a"() {
      read += 1;
      return 1;
    },
  }));
  expect(parseWhere({ or: conditions }).issues).toHaveLength(1);
  expect(read).toBe(101);
});
