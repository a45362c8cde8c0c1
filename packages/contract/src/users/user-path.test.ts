import fc from "fast-check";
import { expect, test } from "vitest";
import { parseUserPath, formatUserPath } from "./user-path.js";

test.each([
  ["id", ["id"]],
  ["createdAt", ["createdAt"]],
  ["data.name", ["data", "name"]],
  ["data.address.city", ["data", "address", "city"]],
  [String.raw`data.example\.org`, ["data", "example.org"]],
  [String.raw`data.a\\.b`, ["data", "a\\", "b"]],
  ["data.post code", ["data", "post code"]],
  ["data.", ["data", ""]],
  ["data.a.", ["data", "a", ""]],
  ["data.id", ["data", "id"]],
])("parses the path %s as %j", (text, value) => {
  expect(parseUserPath(text)).toEqual({ value });
});

test.each([
  "",
  "data",
  "name",
  "id.x",
  "created",
  "Data.x",
  "data\\.x",
  "data.a\\b",
  "data.\ud800",
])("rejects the path %j", (text) => {
  expect(parseUserPath(text)).toEqual({ error: expect.any(String) });
});

test("every data key can be written as a path", () => {
  const key = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000"));
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), ([first = "", ...others]) => {
      const path = ["data", first, ...others] as const;
      expect(parseUserPath(formatUserPath(path))).toEqual({ value: path });
    }),
  );
});
