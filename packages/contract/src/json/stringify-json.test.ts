import fc from "fast-check";
import { expect, test } from "vitest";
import { trustedJsonText } from "./json-text.js";
import { stringifyJson } from "./stringify-json.js";

test("writes what JSON.stringify writes", () => {
  const value = fc.anything({ withDate: true, withNullPrototype: true });
  fc.assert(
    fc.property(value, (one) => {
      expect(stringifyJson(one)).toBe(JSON.stringify(one) ?? "null");
    }),
    { numRuns: 2000 },
  );
});

test("writes text as it is and bigints as integers, wherever they are", () => {
  const data = trustedJsonText('{"b":1.0,"10":-0,"2":9223372036854775807}');
  const value = { user: { data, none: undefined }, list: [data, 2n ** 63n, undefined, [data]] };
  expect(stringifyJson(value)).toBe(
    `{"user":{"data":${data.text}},"list":[${data.text},9223372036854775808,null,[${data.text}]]}`,
  );
  expect(stringifyJson(data)).toBe(data.text);
});

test("writes members that are called toJSON, next to bigints and text", () => {
  const data = trustedJsonText('{"a":1.0}');
  expect(stringifyJson({ toJSON: 1, n: 2n ** 60n, data })).toBe(
    `{"toJSON":1,"n":${2n ** 60n},"data":{"a":1.0}}`,
  );
});
