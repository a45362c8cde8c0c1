import type { JsonObject } from "@roster/contract/json";
import { expect, test } from "vitest";
import { z } from "zod";
import { isOpenSchema, schemaRows } from "./schema-rows.js";

test("lists each field of a schema with a readable type", () => {
  const Person = z.strictObject({
    name: z.string().meta({ description: "In full" }),
    born: z.iso.date().nullable().optional(),
    plan: z.enum(["free", "pro"]),
    address: z.object({ city: z.string() }).optional(),
    pets: z.array(z.object({ lives: z.int() })),
  });
  const schema = z.toJSONSchema(Person, { io: "input" }) as JsonObject;
  expect(schemaRows(schema).map(({ path, type }) => `${path}: ${type}`)).toEqual([
    "name: string",
    "born: date or null",
    'plan: "free" or "pro"',
    "address: object",
    "address.city: string",
    "pets: array of object",
    "pets[].lives: integer",
  ]);
  const required = schemaRows(schema).filter(({ isRequired }) => isRequired);
  expect(required.map(({ path }) => path)).toEqual([
    "name",
    "plan",
    "address.city",
    "pets",
    "pets[].lives",
  ]);
  expect(schemaRows(schema)[0]?.description).toBe("In full");
  expect(isOpenSchema(schema)).toBe(false);
  expect(isOpenSchema({})).toBe(true);
});

test("limits the rows of a recursive schema", () => {
  const schema = { type: "object", properties: { a: { $ref: "#" }, b: { $ref: "#" } } };
  expect(schemaRows(schema).length).toBeLessThanOrEqual(500);
});
