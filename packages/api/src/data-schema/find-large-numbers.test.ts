import { parseJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { findLargeNumbers } from "./find-large-numbers.js";

const pathsIn = (schema: string) =>
  findLargeNumbers(parseJsonText(schema)).map(({ path }) => path.join("/"));

test.each([
  ['{"const":9007199254740993}', ["schema/const"]],
  ['{"const":-9007199254740993}', ["schema/const"]],
  ['{"const":{"a":[1,1e300]}}', ["schema/const/a/1"]],
  [
    '{"enum":[1,[9007199254740994],{"minimum":1e16}]}',
    ["schema/enum/1/0", "schema/enum/2/minimum"],
  ],
  ['{"minimum":-1e16,"maximum":1e16}', ["schema/minimum", "schema/maximum"]],
  [
    '{"exclusiveMinimum":-1e16,"exclusiveMaximum":1e16}',
    ["schema/exclusiveMinimum", "schema/exclusiveMaximum"],
  ],
  ['{"multipleOf":18446744073709551616}', ["schema/multipleOf"]],
  ['{"properties":{"a":{"maximum":1e16}}}', ["schema/properties/a/maximum"]],
  ['{"properties":{"maximum":{"maximum":1e16}}}', ["schema/properties/maximum/maximum"]],
  ['{"allOf":[{},{"not":{"items":{"const":1e16}}}]}', ["schema/allOf/1/not/items/const"]],
  [
    '{"$defs":{"const":{"prefixItems":[{"const":1e16}]}}}',
    ["schema/$defs/const/prefixItems/0/const"],
  ],
  ['{"x-types":{"id":{"const":1e16}},"$ref":"#/x-types/id"}', ["schema/x-types/id/const"]],
])("finds the numbers beyond 2^53 in %s", (schema, paths) => {
  expect(pathsIn(schema)).toEqual(paths);
});

test.each([
  '{"const":9007199254740992,"minimum":-9007199254740992,"maximum":9007199254740991}',
  '{"multipleOf":0.1,"const":"9007199254740993"}',
  '{"properties":{"const":{"type":"integer","default":1e16,"examples":[1e16,{"const":1e16}]}}}',
  '{"maxLength":1e16,"properties":{"enum":{"properties":{"minimum":{}}}}}',
])("finds nothing in %s", (schema) => {
  expect(pathsIn(schema)).toEqual([]);
});

test("finds at most 20 numbers", () => {
  expect(pathsIn(`{"enum":[${Array.from({ length: 30 }, () => "1e16").join()}]}`)).toHaveLength(20);
});
