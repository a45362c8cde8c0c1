import { runInNewContext } from "node:vm";
import { findDataIssues } from "@roster/contract";
import { toJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";

test.each(["{ a: [1, { b: null }] }", "Object.create(null)", "[].concat([{}])"])(
  "accepts objects and arrays of another realm: %s",
  (source) => {
    const value: unknown = runInNewContext(`({ value: ${source} })`);
    expect(toJsonText(value)).toMatchObject({ text: JSON.stringify(value), issues: [] });
  },
);

test("rejects class instances of another realm", () => {
  const value: unknown = runInNewContext(
    "({ a: new Date(0), b: new Map(), c: new (class P {})() })",
  );
  expect(findDataIssues(value).map(({ path }) => path)).toEqual([["a"], ["b"], ["c"]]);
});
