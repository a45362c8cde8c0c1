import { isAppError } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { compileSchema } from "./compile-schema.js";
import { findTraits } from "./schema-traits.js";

const fromZod = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) as unknown as JsonObject;

const Person = z.object({
  name: z.string().min(1),
  email: z.email().optional(),
  born: z.iso.datetime().optional(),
  address: z.strictObject({ city: z.string() }).meta({ id: "Address" }).optional(),
  tags: z.array(z.union([z.string(), z.number()])).optional(),
  pet: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("cat"), lives: z.int() }),
      z.object({ kind: z.literal("dog") }),
    ])
    .optional(),
});

/** What is wrong with the data, as `path: message`. */
const issuesOf = (schema: JsonObject, data: JsonObject) =>
  compileSchema(schema)(data).map(({ path, message }) => `${path.join("/")}: ${message}`);

function refusalOf(schema: JsonObject) {
  try {
    compileSchema(schema);
  } catch (error) {
    if (isAppError(error)) return error;
  }
  return expect.unreachable("the schema was taken");
}

describe("a schema made by zod", () => {
  test("lets data through that zod lets through", () => {
    const data = {
      name: "Ada",
      email: "ada@example.com",
      born: "1815-12-10T00:00:00Z",
      address: { city: "London" },
      tags: ["a", 1],
      pet: { kind: "cat", lives: 9 },
      more: true,
    };
    expect(Person.safeParse(data).success).toBe(true);
    expect(issuesOf(fromZod(Person), data)).toEqual([]);
  });

  test("names each path: what is absent, unknown, of another type, none of the alternatives", () => {
    const data = {
      email: "ada",
      address: { city: 1, zip: 2 },
      tags: ["a", true],
      pet: { kind: "fish" },
    };
    expect(issuesOf(fromZod(Person), data)).toEqual([
      "data/name: is required",
      'data/email: must match format "email"',
      "data/address/zip: is not a known key",
      "data/address/city: must be string",
      "data/tags/1: must be string or number",
      'data/pet: lives is required, or kind must be "cat", or kind must be "dog"',
    ]);
    expect(compileSchema(fromZod(Person))({ name: "A", tags: [{}] })).toMatchObject([
      { path: ["data", "tags", 0] },
    ]);
  });

  test("needs no bound in time, whichever of zod's own texts it has", () => {
    const texts = z.object({
      a: z.email(),
      b: z.iso.datetime({ offset: true }),
      c: z.uuid(),
      d: z.ipv6(),
      e: z.iso.date(),
      f: z.cuid2(),
      g: z.iso.time(),
      h: z.iso.duration(),
    });
    expect(findTraits(fromZod(texts)).mayBeSlow).toBe(false);
    expect(findTraits(fromZod(Person)).mayBeSlow).toBe(false);
  });
});

test("what data inherits is no key of it", () => {
  const schema = { type: "object", required: ["constructor", "toString"] };
  expect(issuesOf(schema, {})).toEqual([
    "data/constructor: is required",
    "data/toString: is required",
  ]);
});

test("data is left as it was sent: nothing is coerced, removed or filled in", () => {
  const data = { n: "1", more: 2 };
  const schema = {
    type: "object",
    properties: { n: { type: ["string", "number"] }, d: { type: "string", default: "x" } },
  };
  expect(compileSchema(schema)(data)).toEqual([]);
  expect(data).toEqual({ n: "1", more: 2 });
});

test("keywords of one's own begin with x-, and formats that nobody knows check nothing", () => {
  const schema = {
    type: "object",
    properties: { a: { type: "string", format: "colour" } },
    "x-a": 1,
  };
  expect(issuesOf(schema, { a: "red" })).toEqual([]);
});

const deep = (levels: number): JsonObject =>
  levels === 0 ? {} : { type: "object", properties: { a: deep(levels - 1) } };

describe("refused with its place is", () => {
  test.each<[string, JsonObject, (string | number)[]]>([
    [
      "another draft",
      { $schema: "http://json-schema.org/draft-07/schema#" },
      ["schema", "$schema"],
    ],
    ["a $ref to elsewhere", { properties: { a: { $ref: "https://example.com/a" } } }, ["schema"]],
    ["a $ref to a file", { properties: { a: { $ref: "file:///etc/passwd" } } }, ["schema"]],
    ["a $ref to nothing", { $ref: "#/$defs/a" }, ["schema"]],
    ["a mistyped keyword", { type: "object", requierd: ["a"] }, ["schema"]],
    [
      "a type that is none",
      { properties: { a: { type: "text" } } },
      ["schema", "properties", "a", "type"],
    ],
    ["a pattern that is none", { properties: { a: { type: "string", pattern: "(" } } }, ["schema"]],
    ["what refers to itself endlessly", { $ref: "#" }, ["schema"]],
    ["what is longer than 64 KiB", { type: "object", description: "x".repeat(65_536) }, ["schema"]],
  ])("%s", (_, schema, path) => {
    const { code, details } = refusalOf(schema);
    expect(code).toBe("INVALID");
    expect(details).toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });
});

test("a deep schema compiles, and a $data reference refers to nothing", () => {
  expect(issuesOf(deep(30), { a: 1 })).toEqual(["data/a: must be object"]);
  expect(refusalOf({ properties: { a: { type: "number", maximum: { $data: "1/b" } } } }).code).toBe(
    "INVALID",
  );
});

test("a schema's text is never run, wherever in it code stands", () => {
  const evil = '"];globalThis.ran=true;//\u2028`;globalThis.ran=true;`';
  const schema = {
    type: "object",
    title: evil,
    required: [evil],
    properties: { [evil]: { type: "string", pattern: "globalThis", enum: [evil], "x-a": evil } },
    patternProperties: { '^"\\];globalThis.ran=true;': { const: evil } },
    $defs: { [evil]: { type: "string" } },
  };
  expect(compileSchema(schema)({ [evil]: "x" })).not.toEqual([]);
  expect(globalThis).not.toHaveProperty("ran");
});

describe("data that would be checked for hours is refused within a moment", () => {
  const doubling: JsonObject = { d60: { type: "object", required: ["a"] } };
  for (let n = 0; n < 60; n += 1) {
    const $ref = `#/$defs/d${n + 1}`;
    doubling[`d${n}`] = { allOf: [{ $ref }, { $ref }] };
  }
  const recursion = {
    type: "object",
    properties: { a: { anyOf: [{ $ref: "#" }, { $ref: "#" }, { type: "null" }] } },
  };
  let nested: JsonObject = { a: 1 };
  for (let n = 0; n < 60; n += 1) nested = { a: nested };
  test.each<[string, JsonObject, JsonObject]>([
    [
      "a pattern",
      { properties: { a: { type: "string", pattern: "^(a+)+$" } } },
      { a: `${"a".repeat(99)}!` },
    ],
    [
      "references that multiply",
      { dependentSchemas: { b: { $ref: "#/$defs/d0" } }, $defs: doubling },
      { b: 1 },
    ],
    ["recursion over data", recursion, nested],
  ])("%s", (_, schema, data) => {
    const validate = compileSchema(schema);
    expect(validate(data)).toMatchObject([
      { path: ["data"], message: expect.stringContaining("takes more than 100 ms") },
    ]);
    // Thousands more in the same batch take no time at all.
    const start = performance.now();
    for (let n = 0; n < 5_000; n += 1) expect(validate(data)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(900);
  });

  test("recursion without an end", () => {
    const endless = { dependentSchemas: { a: { $ref: "#" } } };
    expect(issuesOf(endless, { a: 1 })).toEqual([
      expect.stringContaining("refers to itself endlessly"),
    ]);
  });
});
