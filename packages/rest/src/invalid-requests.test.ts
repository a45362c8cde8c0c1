import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestRest, type TestRest } from "./testing.js";

const duration = expect.stringMatching(/^\d+\.\d\dms$/);

let rest: TestRest;
beforeAll(async () => void (rest = await openTestRest("sqlite", { maxDataBytes: 100 })));
afterAll(() => rest[Symbol.asyncDispose]());

test.each([
  ["a string", "data", '{"id":"x","data":"some string"}'],
  ["a number", "data", '{"id":"x","data":7}'],
  ["an array", "data", '{"id":"x","data":[1]}'],
  ["an id with a space", "id", '{"id":"a b","data":{}}'],
  ["an id beyond ASCII", "id", '{"id":"é","data":{}}'],
  ["an id of 256 letters", "id", JSON.stringify({ id: "a".repeat(256) })],
  ["a number that is not an integer", "id", '{"id":1.5}'],
  ["a boolean id", "id", '{"id":true}'],
  ["a missing id", "id", "{}"],
  ["null as an id", "id", '{"id":null}'],
  ["PHP's empty array, which has no id", "id", "[]"],
  ["an unknown key", "name", '{"id":"x","name":"John"}'],
  ["a number out of a double's range", "data", '{"id":"x","data":{"n":1e400}}'],
  ["U+0000", "data", '{"id":"x","data":{"t":"\\u0000"}}'],
  ["users that are not an array", "users", '{"users":{}}', "/users/"],
  ["an invalid id in a batch", "users", '{"users":[{"id":"ok"},{"id":"a b"}]}', "/users/"],
  ["null as an id in a batch", "users", '{"users":[{"id":null}]}', "/users/"],
  ["a flag that is not a boolean", "override", '{"users":[],"override":"no"}', "/users/"],
  [
    "more than a thousand users",
    "users",
    JSON.stringify({ users: Array.from({ length: 1001 }, (_, n) => ({ id: `u${n}` })) }),
    "/users/",
  ],
])("rejects %s with an error for the field %s", async (_, field, body, path = "/user/") => {
  const { status, body: error } = await rest.send(`POST ${path}`, body);
  expect(status).toBe(400);
  expect(error).toEqual({
    detail: expect.stringContaining(field),
    status_code: 400,
    code: 4,
    exception: "InputException",
    exception_fields: { [field]: [expect.any(String)] },
    duration,
    more_info: expect.any(String),
  });
  // Words of zod, of JavaScript and of the tRPC API.
  expect(JSON.stringify(error)).not.toMatch(
    /Invalid input|undefined|getOrCreate|(?:created|updated)At/,
  );
});

test("a batch with one invalid user adds none", async () => {
  await rest.send("POST /users/", { users: [{ id: "half" }, { id: "a b" }] });
  expect((await rest.send("GET /user/half/")).status).toBe(404);
});

test.each(["", "{", "nonsense", '"text"', "7", "null", "[1]"])(
  "rejects the body %j without naming a field",
  async (body) => {
    const { status, body: error } = await rest.send("POST /user/", body);
    expect([status, error["code"], "exception_fields" in error]).toEqual([400, 4, false]);
  },
);

test("rejects data over the limit with 413, code 18 and both sizes", async () => {
  const { status, body } = await rest.send("POST /user/", {
    id: "x",
    data: { t: "a".repeat(99) },
  });
  expect([status, body["code"], body["detail"]]).toEqual([
    413,
    18,
    expect.stringMatching(/107.*100/),
  ]);
});

test("rejects more than a thousand ids, and returns no users for an empty list", async () => {
  const ids = Array.from({ length: 1001 }, (_, n) => `u${n}`).join(",");
  expect((await rest.send(`GET /users/?ids=${ids}`)).status).toBe(400);
  expect((await rest.send("GET /users/?ids=")).body).toEqual({ users: [], duration });
  expect((await rest.send("GET /users/")).body).toEqual({ users: [], duration });
});
