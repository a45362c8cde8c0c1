import { expect, test } from "vitest";
import { parsePatchRows, type PatchRow, toPatchRows } from "./patch-rows";

const set = (key: number, path: string, value: string): PatchRow => ({
  key,
  kind: "set",
  path,
  value,
});
const unset = (key: number, path: string): PatchRow => ({ key, kind: "unset", path, value: "" });

test("a value that looks like JSON is parsed, and anything else is a string", () => {
  const values = [
    "pro",
    "12",
    '"12"',
    "true",
    "a: {b}",
    " -1.5e3",
    '{"a":[null]}',
    "",
    "12 Main St",
    "007",
    "1.2.3",
  ];
  const rows = values.map((value, key) => set(key, `at.${"abcdefghijk"[key]}`, value));
  expect(parsePatchRows(rows).patch?.set).toBe(
    `{"at.a":"pro","at.b":12,"at.c":"12","at.d":true,"at.e":"a: {b}","at.f":-1.5e3,` +
      `"at.g":{"a":[null]},"at.h":"","at.i":"12 Main St","at.j":"007","at.k":"1.2.3"}`,
  );
});

test("paths are set and removed, and empty rows are ignored", () => {
  const rows = [set(0, " plan ", "pro"), set(1, "", ""), unset(2, "trial"), unset(3, "")];
  expect(parsePatchRows(rows)).toEqual({ patch: { set: '{"plan":"pro"}', unset: ["trial"] } });
});

test.each<[string, PatchRow[], [number, string | RegExp][]]>([
  ["an empty patch", [set(0, "", "")], [[0, /must have set, unset or both/]]],
  ["no path", [set(0, "", "x")], [[0, "needs a path"]]],
  ["a JSON syntax error", [set(0, "a", '{"b":')], [[0, /JSON/]]],
  ["a number that cannot be stored", [set(0, "a", "1e400")], [[0, /1e400/]]],
  ["a path set twice", [set(0, "a", "1"), set(1, "a", "2")], [[1, "is already set above"]]],
  ["a path set and removed", [set(0, "a", "1"), unset(1, "a")], [[1, /another path/]]],
  ["an invalid path", [set(0, "a", "1"), unset(1, "b\\c")], [[1, /backslash/]]],
])("reports %s at its row", (_, rows, found) => {
  const { problems } = parsePatchRows(rows);
  expect([...(problems?.keys() ?? [])]).toEqual(found.map(([key]) => key));
  for (const [key, message] of found) expect(problems?.get(key)).toMatch(message);
});

test("a patch converted to rows and back is unchanged", () => {
  const json = '{"n":9223372036854775807,"a.b":"12","10":1.0,"2":{"x":[]}}';
  const patch = { set: json, unset: ["gone"] };
  expect(parsePatchRows(toPatchRows(patch))).toEqual({ patch });
});
