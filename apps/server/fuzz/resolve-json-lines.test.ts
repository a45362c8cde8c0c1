import { expect, test } from "vitest";
import { resolveJsonLines } from "./resolve-json-lines.js";

const head = '{"0":[[0],[null,0,0]],"1":[[0],[null,0,1]]}';
const first = ['[0,0,[[{"result":0}],["result",0,2]]]', '[2,0,[[{"data":0}],["data",0,4]]]'];
const second = ['[1,0,[[{"result":0}],["result",0,3]]]', "[3,1]"];
const data = '[4,0,[[{"users":[]}]]]';

test("resolves to the same text regardless of the order in which the chunks arrive", () => {
  const one = resolveJsonLines([head, ...first, ...second, data, ""].join("\n"));
  const other = [head, second[0], second[1], ...first, data].join("\n");
  expect(resolveJsonLines(other)).toBe(one);
  expect(one).toContain('{"users":[]}');
});

test("distinguishes different responses, and returns other bodies unchanged", () => {
  const lines = [head, ...first, ...second, data];
  expect(resolveJsonLines(lines.join("\n"))).not.toBe(
    resolveJsonLines(lines.slice(0, -1).join("\n")),
  );
  expect(resolveJsonLines('[{"result":1}]\n')).toBe('[{"result":1}]\n');
});
