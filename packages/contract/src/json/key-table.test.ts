import { expect, test } from "vitest";
import { readJsonText } from "./read-json-text.js";

/** All keys of this many of the letters a, b and é; many share their length and most of their letters. */
const similarKeys = (length: number): string[] =>
  length === 0
    ? [""]
    : similarKeys(length - 1).flatMap((key) => ["a", "b", "é"].map((letter) => key + letter));

test.each([1, 2, 3, 5, 6])("similar keys of %i letters are not duplicates", (length) => {
  const keys = similarKeys(length);
  for (const some of [keys, keys.slice(0, 5), keys.slice(-20)]) {
    const text = `{${some.map((key) => `"${key}":1`).join()}}`;
    expect(readJsonText(text)).toMatchObject({ text, issues: [] });
    for (const key of [...some.slice(0, 3), ...some.slice(-3)]) {
      const again = key.replaceAll("é", String.raw`\u00E9`).replaceAll("a", String.raw`\u0061`);
      for (const token of [key, again]) {
        const { issues } = readJsonText(`${text.slice(0, -1)},"${token}":{}}`);
        expect(issues).toEqual([{ path: [key], message: "duplicate key; keep only one" }]);
      }
    }
  }
});

test.each([1, 31, 32, 33, 34, 1000])("finds a duplicate among %i keys, wherever it is", (count) => {
  const keys = Array.from({ length: count }, (_, n) => `"é${n}"`);
  const members = keys.map((key) => `${key}:{"a":1,"é0":2}`).join();
  expect(readJsonText(`{${members}}`).issues).toEqual([]);
  for (const key of [keys[0], keys.at(-1), `"\\u00e9${Math.floor(count / 2)}"`]) {
    const path = [JSON.parse(key ?? "")];
    expect(readJsonText(`{${members},${key}:[]}`).issues).toMatchObject([{ path }]);
  }
});

test("a long key is shortened in the path of an issue", () => {
  const key = "k".repeat(100_000);
  const { issues } = readJsonText(`{"${key}":["\\u0000",1e400]}`);
  const path = [`${"k".repeat(512)}…`, 0];
  expect(issues).toMatchObject([{ path }, { path: [path[0], 1] }]);
});

test("the keys of inner objects and of objects that follow are separate", () => {
  const many = (inner: string) =>
    `{${Array.from({ length: 50 }, (_, n) => `"k${n}":${n === 40 ? inner : n}`).join()}}`;
  const text = `{"k0":[${many(many("{}"))},${many("1")}],"k40":${many("[]")}}`;
  expect(readJsonText(text)).toMatchObject({ text, issues: [] });
});
