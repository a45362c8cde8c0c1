import { parsePatch } from "@roster/contract";
import { membersOf, parseJsonText, trustedJsonText } from "@roster/contract/json";
import { sentObject } from "@roster/contract/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergePatch } from "./merge-patch.js";

interface Json {
  readonly [key: string]: unknown;
}

const parse: (text: string) => Json = JSON.parse;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The members of an object with some replaced; a plain object would treat `__proto__` in another way. */
const withMembers = (object: Json, members: readonly (readonly [string, unknown])[]): Json =>
  Object.fromEntries([...Object.entries(object), ...members]);

/** Deep merge of values: the reference, which does not know about tokens and order. */
function mergeValues(object: Json, set: Json): Json {
  const merged = Object.entries(set).map(([key, value]) => {
    const old = Object.hasOwn(object, key) ? object[key] : {};
    return [key, isObject(value) ? mergeValues(isObject(old) ? old : {}, value) : value] as const;
  });
  return withMembers(object, merged);
}

/** Whether the object has a value that is not an object where the patch has an object. */
function conflicts(object: Json, set: Json): boolean {
  return Object.entries(set).some(([key, value]) => {
    if (!isObject(value) || !Object.hasOwn(object, key)) return false;
    const old = object[key];
    return !isObject(old) || conflicts(old, value);
  });
}

function unsetValue(object: Json, [key = "", ...path]: readonly string[]): Json {
  if (!Object.hasOwn(object, key)) return object;
  const old = object[key];
  if (path.length === 0) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  }
  return isObject(old) ? withMembers(object, [[key, unsetValue(old, path)]]) : object;
}

const escapeKey = (key: string) => key.replaceAll(/[.\\]/g, String.raw`\$&`);

/** The object with its top-level keys as paths of one key each. */
const toSet = (object: string) =>
  `{${[...membersOf(object)]
    .map(({ key, valueToken }) => `${JSON.stringify(escapeKey(key))}:${valueToken}`)
    .join(",")}}`;

function patch(data: string, { set, unset }: { set?: string; unset?: readonly string[] }): string {
  const { tree, issues } = parsePatch({ ...(set && { set: trustedJsonText(set) }), unset });
  expect(issues).toEqual([]);
  return mergePatch(trustedJsonText(data), tree).text;
}

const topTokens = (object: string) =>
  [...membersOf(object)].map(({ keyToken, valueToken }) => `${keyToken}:${valueToken}`);

describe("a patch of any object", () => {
  const objects = sentObject({ maxDepth: 30 });

  test("merges what a merge of the values has, and keeps tokens and order of untouched keys", () => {
    fc.assert(
      fc.property(objects, objects, (data, change) => {
        fc.pre(!conflicts(parse(data.stored), parse(change.stored)));
        const patched = patch(data.stored, { set: toSet(change.stored) });
        expect(parse(patched)).toEqual(mergeValues(parse(data.stored), parse(change.stored)));
        const changed = parse(change.stored);
        const isUntouched = (token: string) =>
          !Object.hasOwn(changed, [...membersOf(`{${token}}`)][0]?.key ?? "");
        expect(topTokens(patched).filter(isUntouched)).toEqual(
          topTokens(data.stored).filter(isUntouched),
        );
        const keysOf = (object: string) => [...membersOf(object)].map(({ key }) => key);
        const known = new Set(keysOf(data.stored));
        const added = keysOf(change.stored).filter((key) => !known.has(key));
        expect(keysOf(patched)).toEqual([...known, ...added]);
      }),
      { numRuns: 1000 },
    );
  });

  test("that sets what is there changes no token", () => {
    fc.assert(
      fc.property(objects, ({ stored }) => {
        expect(patch(stored, { set: toSet(stored) })).toBe(stored);
      }),
      { numRuns: 500 },
    );
  });

  test("removes what removing from the values removes, and no other token", () => {
    const withPath = objects.chain((data) =>
      fc.tuple(fc.constant(data), fc.constantFrom(["no"], ...pathsOf(parse(data.stored)))),
    );
    fc.assert(
      fc.property(withPath, ([{ stored }, path]) => {
        const unset = [path.map(escapeKey).join(".")];
        const patched = patch(stored, { unset });
        expect(parse(patched)).toEqual(unsetValue(parse(stored), path));
        expect(parseJsonText(patched).text).toBe(patched);
        const others = (object: string) =>
          topTokens(object).filter((token) => !token.startsWith(`${JSON.stringify(path[0])}:`));
        expect(others(patched)).toEqual(others(stored));
      }),
      { numRuns: 1000 },
    );
  });
});

/** The paths of all values in objects. */
function pathsOf(object: Json): string[][] {
  return Object.entries(object).flatMap(([key, value]) => [
    [key],
    ...(isObject(value) ? pathsOf(value).map((path) => [key, ...path]) : []),
  ]);
}

test.each([
  ['{"a":1.0,"10":-0,"2":1E5}', '{"10":-0.0}', '{"a":1.0,"10":-0.0,"2":1E5}'],
  [
    '{"a":{"b":1.0,"c":2.0}}',
    '{"a.b":9223372036854775807}',
    '{"a":{"b":9223372036854775807,"c":2.0}}',
  ],
  ['{"a":{"2":1.0}}', '{"a":{"1":1e2}}', '{"a":{"2":1.0,"1":1e2}}'],
  ["{}", '{"a.b.c":[1.0,{"d":1.0}]}', '{"a":{"b":{"c":[1.0,{"d":1.0}]}}}'],
  ['{"a":[{"b":1.0}]}', '{"a":[]}', '{"a":[]}'],
])("%s with %s is %s", (data, set, expected) => {
  expect(patch(data, { set })).toBe(expected);
});

test.each(["null", "[]", '"text"', "1.0", "true"])("nothing is set inside %s", (token) => {
  expect(() => patch(`{"a":{"b":${token}}}`, { set: '{"a.b.c":1}' })).toThrow("data.a.b: is ");
});

test("a result with more than 64 levels is rejected with its path", () => {
  const data = `{"a":${'{"a":'.repeat(62)}{}${"}".repeat(62)}}`;
  const path = Array.from({ length: 63 }, () => "a").join(".");
  expect(patch(data, { set: `{"${path}":[]}` })).toContain('"a":[]');
  expect(() => patch(data, { set: `{"${path}":[[]]}` })).toThrow("more than 64 levels");
});
