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
const user = { id: "ada", version: 1, createdAt: "", updatedAt: "" };
const paths = uniqueHints([
  ...schemaPaths(schema),
  ...seenPaths([{ ...user, data: { age: 3, plan: { name: "pro" }, "a.b": 1 } }]),
]);

/** The labels at the place of the bar. */
function labelsAt(text: string): string[] {
  const caret = text.indexOf("|");
  return completionsAt(text.replace("|", ""), caret, paths).options.map(({ label }) => label);
}

test("paths come from the schema, its references and choices, and from the users that are seen", () => {
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

test("a path is offered where one can stand, by any part of its name", () => {
  expect(labelsAt("|")).toEqual(expect.arrayContaining(["data.age", "id", "created", "not"]));
  expect(labelsAt("occ|")).toEqual(["data.occupation"]);
  expect(labelsAt("id = ada and (not data.pl|")).toEqual(["data.plan", "data.plan.name"]);
  expect(labelsAt('data.address."po|')).toEqual(['data.address."post code"']);
});

test("behind a path come the operators that say something about it", () => {
  expect(labelsAt("data.age |")).toContain("exists");
  expect(labelsAt("created |")).toEqual(["=", "!=", ">", ">=", "<", "<=", "in (", "not in ("]);
  expect(labelsAt("data.age not |")).toEqual(["in (", "exists"]);
  expect(labelsAt("data.age >|")).toEqual([">="]);
});

test("behind an operator come the values that the schema knows, and then what joins", () => {
  expect(labelsAt("data.occupation = |")).toEqual(['"Engineer"', '"Painter"']);
  expect(labelsAt('data.occupation in ("Engineer", "P|')).toEqual(['"Painter"']);
  expect(labelsAt("data.isActive = t|")).toEqual(["true"]);
  expect(labelsAt('data.occupation = "Engineer" |')).toEqual(["and", "or"]);
  expect(labelsAt("data.age exists |")).toEqual(["and", "or"]);
  expect(labelsAt("data.age in (1, 2) a|")).toEqual(["and"]);
});

test("a choice replaces the word that the caret is in", () => {
  const { from, to } = completionsAt("data.age > 3 and data.occ = 1", 24, paths);
  expect([from, to]).toEqual([17, 25]);
});

test("every path that is offered is one that the parser reads", () => {
  for (const { keys } of paths) {
    expect(parseFilter(`${writeFilterPath(keys)} exists`)).toHaveProperty("where");
  }
});
