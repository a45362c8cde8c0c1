import { parseFilter } from "@roster/contract/filter";
import { expect, test } from "vitest";
import { completionsAt, writeFilterPath } from "./completions";
import { schemaPaths, seenPaths, uniqueHints } from "./data-paths";

const schema = {
  $defs: { address: { type: "object", properties: { "post code": { type: "string" } } } },
  properties: {
    occupation: { type: "string", enum: ["Engineer", "Painter"] },
    isActive: { type: "boolean" },
    address: { $ref: "#/$defs/address" },
  },
  anyOf: [{ properties: { age: { type: ["number", "null"] } } }],
};
const state = { status: "active", ban: null } as const;
const user = { id: "ada", version: 1, createdAt: "", updatedAt: "", ...state };
const paths = uniqueHints([
  ...schemaPaths(schema),
  ...seenPaths([{ ...user, data: { age: 3, plan: { name: "pro" }, "a.b": 1 } }]),
]);

/** The labels suggested at the `|`. */
function labelsAt(text: string): string[] {
  const caret = text.indexOf("|");
  return completionsAt(text.replace("|", ""), caret, paths).options.map(({ label }) => label);
}

test("paths come from the schema, including references and alternatives, and from the users", () => {
  expect(paths.map(({ keys, type }) => [writeFilterPath(keys), type])).toEqual([
    ["data.occupation", "string"],
    ["data.isActive", "boolean"],
    ["data.address", "object"],
    ['data.address."post code"', "string"],
    ["data.age", "number or null"],
    ["data.plan", "object"],
    ["data.plan.name", "string"],
    ['data."a.b"', "number"],
  ]);
});

test("paths are suggested where one is valid, by any part of their name", () => {
  expect(labelsAt("|")).toEqual(expect.arrayContaining(["data.age", "id", "created", "not"]));
  expect(labelsAt("occ|")).toEqual(["data.occupation"]);
  expect(labelsAt("id = ada and (not data.pl|")).toEqual(["data.plan", "data.plan.name"]);
  expect(labelsAt('data.address."po|')).toEqual(['data.address."post code"']);
});

test("a status and a ban are compared with their values", () => {
  expect(labelsAt("sta|")).toEqual(["status"]);
  expect(labelsAt("status |")).toEqual(["=", "!="]);
  expect(labelsAt("status = |")).toEqual(['"active"', '"deactivated"']);
  expect(labelsAt("banned = |")).toEqual(["true", "false"]);
});

test("after a path, its operators are suggested", () => {
  expect(labelsAt("data.age |")).toContain("exists");
  expect(labelsAt("created |")).toEqual(["=", "!=", ">", ">=", "<", "<=", "in (", "not in ("]);
  expect(labelsAt("data.age not |")).toEqual(["in (", "exists"]);
  expect(labelsAt("data.age >|")).toEqual([">="]);
});

test("after an operator, the schema's values are suggested, then and/or", () => {
  expect(labelsAt("data.occupation = |")).toEqual(['"Engineer"', '"Painter"']);
  expect(labelsAt('data.occupation in ("Engineer", "P|')).toEqual(['"Painter"']);
  expect(labelsAt("data.isActive = t|")).toEqual(["true"]);
  expect(labelsAt('data.occupation = "Engineer" |')).toEqual(["and", "or"]);
  expect(labelsAt("data.age exists |")).toEqual(["and", "or"]);
  expect(labelsAt("data.age in (1, 2) a|")).toEqual(["and"]);
});

test("a choice replaces the word at the caret", () => {
  const { from, to } = completionsAt("data.age > 3 and data.occ = 1", 24, paths);
  expect([from, to]).toEqual([17, 25]);
});

test("the parser accepts every suggested path", () => {
  for (const { keys } of paths) {
    expect(parseFilter(`${writeFilterPath(keys)} exists`)).toHaveProperty("where");
  }
});
