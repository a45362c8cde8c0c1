import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@roster/contract/json";
import { noDrafts, removePath, setDraft } from "./drafts.js";
import { isDirty, setValue, startEdit, switchMode } from "./data-edit.js";
import { fieldFromSchema } from "./field-from-schema.js";
import { canShow } from "./can-show.js";
import { initialData, listProperties } from "./object-properties.js";
import { setAtPath } from "./data-path.js";
import { parseJsonInput, parseNumberInput } from "./parse-input.js";

const fromZod = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" }) as JsonObject;

const shapeOf = (schema: z.ZodType) => {
  const root = fromZod(z.object({ a: schema }));
  const { shape, isNullable } = fieldFromSchema((root["properties"] as JsonObject)["a"], root);
  return { ...shape, isNullable };
};

describe("what zod writes is drawn by its own control", () => {
  test.each<[string, z.ZodType, object]>([
    ["text", z.string(), { kind: "text", mayBeEmpty: true }],
    ["an e-mail address", z.email(), { kind: "text", format: "email", mayBeEmpty: false }],
    ["a day", z.iso.date(), { kind: "text", format: "date" }],
    ["a whole number", z.int(), { kind: "number", isInteger: true }],
    ["true or false", z.boolean(), { kind: "choice", values: [true, false] }],
    ["an enum", z.enum(["a", "b"]), { kind: "choice", values: ["a", "b"] }],
    ["literals", z.union([z.literal(1), z.literal("x")]), { kind: "choice", values: [1, "x"] }],
    ["what may be null", z.string().nullable(), { kind: "text", isNullable: true }],
    ["a list", z.array(z.string()), { kind: "list", items: { type: "string" } }],
    ["an object", z.object({ b: z.string() }), { kind: "object" }],
    ["one that is named", z.object({}).meta({ id: "Named" }), { kind: "object" }],
    ["a union", z.union([z.string(), z.number()]), { kind: "json" }],
    ["a tuple", z.tuple([z.string()]), { kind: "json" }],
    ["anything", z.unknown(), { kind: "json" }],
  ])("%s", (_, schema, shape) => {
    expect(shapeOf(schema)).toMatchObject({ isNullable: false, ...shape });
  });
});

test("references are followed within the schema, and one that has no end is drawn as JSON", () => {
  const root = { $defs: { "a/b": { type: "integer" }, loop: { $ref: "#/$defs/loop" } } };
  expect(fieldFromSchema({ $ref: "#/$defs/a~1b", title: "N" }, root)).toMatchObject({
    shape: { kind: "number" },
    title: "N",
  });
  expect(fieldFromSchema({ $ref: "#/$defs/loop" }, root).shape.kind).toBe("json");
});

test("a value that its control would change is edited as JSON", () => {
  const text = fieldFromSchema({ type: "string" }, {});
  expect(canShow(text, "a\nb")).toBe(true);
  expect(canShow(text, "a\r\nb")).toBe(false);
  expect(canShow(text, 7)).toBe(false);
  expect(canShow(text, null)).toBe(false);
  expect(canShow(fieldFromSchema({ enum: ["a"] }, {}), "b")).toBe(false);
  const list = fieldFromSchema({ type: "array" }, {});
  expect(
    canShow(
      list,
      Array.from({ length: 1_000 }, () => 1),
    ),
  ).toBe(false);
});

test("all keys are drawn: named, required, and those that the data alone has", () => {
  const schema = { properties: { a: {}, b: {} }, required: ["b", "c"] };
  const keys = listProperties(schema, JSON.parse('{"d":1,"__proto__":2,"a":3}') as JsonObject);
  expect(keys.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "__proto__"]);
  expect(keys.map(({ isDeclared }) => isDeclared)).toEqual([true, true, true, false, false]);
});

test("a new user begins with what the schema leaves no choice about", () => {
  const schema = z.object({
    kind: z.literal("person"),
    name: z.string(),
    home: z.object({ country: z.literal("FR"), city: z.string() }),
    tags: z.array(z.string()),
    more: z.object({}).optional(),
  });
  expect(initialData(fromZod(schema))).toEqual({
    kind: "person",
    home: { country: "FR" },
    tags: [],
  });
  const endless = { type: "object", required: ["a"], properties: { a: { $ref: "#" } } };
  expect(JSON.stringify(initialData(endless)).length).toBeLessThan(100);
});

test("a change touches its own value alone, and keeps the order and names of all keys", () => {
  const data = JSON.parse('{"z":1,"__proto__":{"a":[1,2,3]},"a":null}') as JsonObject;
  const written = (value: unknown) => JSON.stringify(value);
  expect(written(setAtPath(data, ["z"], 2))).toBe('{"z":2,"__proto__":{"a":[1,2,3]},"a":null}');
  expect(written(setAtPath(data, ["__proto__", "a", 1], undefined))).toBe(
    '{"z":1,"__proto__":{"a":[1,3]},"a":null}',
  );
  expect(written(setAtPath(data, ["z"], undefined))).toBe('{"__proto__":{"a":[1,2,3]},"a":null}');
  expect(written(setAtPath({}, ["constructor", "name"], "x"))).toBe('{"constructor":{"name":"x"}}');
  expect(written(data)).toBe('{"z":1,"__proto__":{"a":[1,2,3]},"a":null}');
});

test("what is typed and is no value yet moves with its item, and goes with it", () => {
  let drafts = setDraft(noDrafts, { path: ["a", 0], text: "x", message: "wrong" });
  drafts = setDraft(drafts, { path: ["a", 2, "b"], text: "y", message: "wrong" });
  const left = removePath(drafts, ["a", 0]);
  expect([...left.values()]).toEqual([{ path: ["a", 1, "b"], text: "y", message: "wrong" }]);
});

test("text that is switched to the form and back is laid out as it was", () => {
  const text = '{ "b": 1,\n"a": [ ] }';
  const data = JSON.parse(text) as JsonObject;
  const shown = switchMode({ ...startEdit({}, "json"), text }, "form", data);
  expect(switchMode(shown, "json", shown.data).text).toBe(text);
  const changed = setValue(shown, ["b"], 2);
  expect(JSON.parse(switchMode(changed, "json", changed.data).text)).toEqual({ b: 2, a: [] });
  expect(isDirty(changed, data)).toBe(true);
  expect(isDirty(setValue(changed, ["b"], 1), data)).toBe(false);
});

test("a number that JavaScript would round is refused where it is typed", () => {
  expect(parseNumberInput("1e3")).toEqual({ value: 1000 });
  expect(parseNumberInput("1.").message).toBe("must be a number");
  expect(parseNumberInput("1234567890123456789").message).toContain("1234567890123456789");
  expect(parseJsonInput('{"a":1,"a":2}').message).toBeDefined();
  expect(parseJsonInput('["\\u0000"]').message).toContain("U+0000");
  expect(parseJsonInput("[1, {}]")).toEqual({ value: [1, {}] });
});
