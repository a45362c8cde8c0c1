import { expect, test } from "vitest";
import { parseJson } from "../json/parse-json.js";
import { AddUserInput, UpdateUserInput } from "./user.js";

test("data becomes text, whether it comes from a request or from a JavaScript value", () => {
  const sent = parseJson('{"id":"a","data":{"10":1.0,"2":1e25}}', { textKeys: new Set(["data"]) });
  expect(AddUserInput.parse(sent).data?.text).toBe('{"10":1.0,"2":1e25}');
  expect(AddUserInput.parse({ id: "a", data: { n: 1 } }).data?.text).toBe('{"n":1}');
});

test.each([
  [{ id: "a", data: { list: [Number.NaN] } }, ["data", "list", 0]],
  [parseJson('{"id":"a","data":{"t":"\\u0000"}}', { textKeys: new Set(["data"]) }), ["data", "t"]],
  [{ id: "a", data: [] }, ["data"]],
])("paths of issues start at the root of the input: %j", (input, path) => {
  const { error } = UpdateUserInput.safeParse(input);
  expect(error?.issues.map((issue) => issue.path)).toEqual([path]);
});

test("data is optional when adding a user and required when updating one", () => {
  expect(AddUserInput.parse({ id: "a" })).toEqual({ id: "a" });
  expect(UpdateUserInput.safeParse({ id: "a" }).error?.issues).toMatchObject([
    { path: ["data"], message: "must be a JSON object" },
  ]);
});
