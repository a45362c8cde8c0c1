import { expect, test } from "vitest";
import { formatJson } from "./format-json";

test("indents as JSON.stringify does", () => {
  const values = [
    {},
    [],
    [[]],
    { a: {}, b: [] },
    { a: [1, { b: null }, [true]], 'c"\\': '{"x":[1,2]}', d: "\\" },
    "text",
    5,
  ];
  for (const value of values) {
    expect(formatJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  }
});

test("keeps number literals and the order of keys", () => {
  expect(formatJson('{"10":1.0,"2":[-0,1e25,9223372036854775807]}')).toBe(
    '{\n  "10": 1.0,\n  "2": [\n    -0,\n    1e25,\n    9223372036854775807\n  ]\n}',
  );
});
