import { expect, test } from "vitest";
import { readResponse } from "./read-response.js";

test("a change has the texts of its data before and after, as users have theirs", () => {
  const text =
    '{"result":{"data":{"changes":[{"userId":"ada","version":2,"data":{"n":1.0},"before":{"n":9007199254740993}}]}}}';
  const seen: unknown[] = [];
  const response = readResponse(text, (user, dataText) => seen.push([user.id, dataText]));
  expect(response).toHaveProperty("result.data.changes.0.dataText", '{"n":1.0}');
  expect(response).toHaveProperty("result.data.changes.0.beforeText", '{"n":9007199254740993}');
  expect(seen).toEqual([
    ["ada", '{"n":1.0}'],
    ["ada", '{"n":9007199254740993}'],
  ]);
});
