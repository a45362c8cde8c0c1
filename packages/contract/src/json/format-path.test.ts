import { expect, test } from "vitest";
import { formatPath } from "./format-path.js";

test.each([
  [[], ""],
  [["data"], "data"],
  [["data", "address", 0, "post code"], 'data.address[0]["post code"]'],
  [[0, "a"], "[0].a"],
  [["__proto__", "$x", "_y"], "__proto__.$x._y"],
  [["1", "", 'a"b', "é"], '["1"][""]["a\\"b"]["é"]'],
  [["half\ud800", "nul\u0000"], String.raw`["half\ud800"]["nul\u0000"]`],
])("formats %j in JavaScript notation", (path, text) => {
  expect(formatPath(path)).toBe(text);
});
