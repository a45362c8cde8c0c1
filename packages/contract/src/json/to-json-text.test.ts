import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDataIssues, toJsonText } from "./to-json-text.js";

class Point {
  x = 1;
}
class Tags extends Array<string> {}

const withoutConstructor: unknown = Object.create(
  Object.create(Object.create(null) as object) as object,
);
const cyclic: Record<string, unknown> = { a: 1 };
cyclic["self"] = [cyclic];
cyclic["again"] = cyclic;

/** An object nested in alternating objects and arrays, `depth` levels including itself. */
function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = depth - 1; level > 0; level -= 1) value = level % 2 ? { a: value } : [value];
  return value;
}

describe("rejects what cannot be stored, with its path", () => {
  test.each([
    ["undefined in an array", { a: [1, undefined] }, ["a", 1], "undefined is not JSON"],
    ["a hole in an array", { a: Object.assign([1], { 2: 3 }) }, ["a", 1], "undefined is not JSON"],
    ["NaN", { a: { b: Number.NaN } }, ["a", "b"], "NaN is not a JSON number"],
    ["Infinity", { a: [Infinity] }, ["a", 0], "Infinity is not a JSON number"],
    ["-Infinity", { a: -Infinity }, ["a"], "-Infinity is not a JSON number"],
    ["a bigint of 65 digits", { a: 10n ** 64n }, ["a"], "has more than 64 characters"],
    ["a bigint out of a double's range", { a: [10n ** 400n] }, ["a", 0], "send it as a string"],
    ["a function", { a: () => 1 }, ["a"], "function is not JSON"],
    ["a symbol", { a: Symbol("s") }, ["a"], "symbol is not JSON"],
    ["a Date", { a: new Date(0) }, ["a"], "Date is not JSON; convert it to a string"],
    ["a Map", { a: new Map() }, ["a"], "Map is not JSON"],
    ["a class instance", { a: [new Point()] }, ["a", 0], "Point is not JSON"],
    ["an instance of a subclass of Array", { a: new Tags("b") }, ["a"], "Tags is not JSON"],
    ["an instance of a class without a name", { a: new (class {})() }, ["a"], "this object is not"],
    [
      "an object without a constructor",
      { a: withoutConstructor },
      ["a"],
      "this object is not JSON",
    ],
    ["a boxed string", { a: Object("text") as unknown }, ["a"], "String is not JSON"],
    ["U+0000 in text", { a: "b\u0000" }, ["a"], "U+0000"],
    ["U+0000 in a key", { a: { "b\u0000": 1 } }, ["a", "b\u0000"], "U+0000"],
    ["a lone high surrogate", { a: ["\ud83d"] }, ["a", 0], "lone surrogate"],
    ["a lone low surrogate in a key", { "\ude00": 1 }, ["\ude00"], "lone surrogate"],
  ])("%s", (_, value, path, message) => {
    expect(findDataIssues(value)).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  test("a circular reference", () => {
    expect(findDataIssues(cyclic).map(({ path }) => path)).toEqual([["self", 0], ["again"]]);
  });

  test("nesting deeper than 64 levels, including the data itself", () => {
    expect(findDataIssues(nested(64))).toEqual([]);
    const [issue] = findDataIssues(nested(65));
    expect(issue?.path).toHaveLength(64);
    expect(issue?.message).toBe("is nested more than 64 levels deep");
  });
});

describe("rejects what JSON.stringify would change or drop", () => {
  const hidden = { value: () => "changed", enumerable: false };
  test.each([
    ["a toJSON method", { a: { toJSON: () => "changed" } }, ["a", "toJSON"]],
    ["a hidden toJSON method", Object.defineProperty({}, "toJSON", hidden), ["toJSON"]],
    ["a hidden toJSON of an array", { a: Object.defineProperty([1], "toJSON", hidden) }, ["a"]],
    ["a hidden property", { a: Object.defineProperty({ b: 1 }, "c", { value: 1 }) }, ["a", "c"]],
    ["a symbol key", { a: { [Symbol("s")]: 1 } }, ["a"]],
    ["an extra key of an array, as in a regular expression match", { a: /b/.exec("b") }, ["a"]],
  ])("%s", (_, value, path) => {
    expect(findDataIssues(value).map((issue) => issue.path)).toEqual([path]);
  });

  test("a getter, without calling it", () => {
    let calls = 0;
    const data = {
      get a() {
        calls += 1;
        return calls;
      },
    };
    expect(findDataIssues(data)).toEqual([
      { path: ["a"], message: expect.stringContaining("getter") },
    ]);
    expect(calls).toBe(0);
  });
});

test.each([[null], [undefined], [1], [1n], ["text"], [[]], [new Date(0)], [new Point()]])(
  "rejects data that is not an object: %s",
  (value) => {
    expect(findDataIssues(value)).toEqual([{ path: [], message: "must be a JSON object" }]);
  },
);

test("stops after 20 issues", () => {
  expect(findDataIssues({ a: Array.from({ length: 30 }, () => Number.NaN) })).toHaveLength(20);
  expect(findDataIssues({ a: Object.assign([], { length: 2 ** 32 - 1 }) })).toHaveLength(20);
});

test("writes what JSON.stringify writes", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(toJsonText(value)).toMatchObject({ text: JSON.stringify(value), issues: [] });
    }),
  );
});

test("omits members that are undefined, and writes bigints as integers", () => {
  const value = { a: undefined, b: { c: undefined, d: 2n ** 63n }, e: [-1n] };
  expect(toJsonText(value).text).toBe('{"b":{"d":9223372036854775808},"e":[-1]}');
});

test("writes special keys, shared objects and objects without a prototype", () => {
  const shared = { emoji: "😀é", nothing: null, empty: [{}, []], number: -1.5e-7, yes: true };
  const value: object = JSON.parse('{"__proto__":{"constructor":"c"},"":{" ":0},"10":1,"2":2}');
  const data = { ...value, first: shared, second: Object.assign(Object.create(null), shared) };
  expect(toJsonText(data)).toMatchObject({ text: JSON.stringify(data), issues: [] });
});
