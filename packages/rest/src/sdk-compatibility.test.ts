import { signToken } from "@roster/api/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestRest, type TestRest } from "./testing.js";

const userResponse = (id: string, data: unknown) => ({
  id,
  data,
  created_at: expect.any(String),
  updated_at: expect.any(String),
  duration: expect.any(String),
});

let rest: TestRest;
beforeAll(async () => {
  rest = await openTestRest("sqlite");
  await rest.send("POST /user/", { id: "here" });
});
afterAll(() => rest[Symbol.asyncDispose]());

test.each([
  ["true", 201],
  ["True", 201],
  ["1", 201],
  ["yes", 201],
  ["", 409],
  ["false", 409],
  ["False", 409],
  ["f", 409],
  ["0", 409],
])("get_or_create=%s for an existing user returns %i", async (flag, status) => {
  expect((await rest.send(`POST /user/?get_or_create=${flag}`, { id: "here" })).status).toBe(
    status,
  );
});

test("returns follow counts of 0, only on request", async () => {
  const counts = { followers_count: 0, following_count: 0 };
  const requested = await rest.send("GET /user/here/?with_follow_counts=true");
  expect(requested.body).toEqual({ ...userResponse("here", {}), ...counts });
  const notRequested = await rest.send("GET /user/here/?with_follow_counts=false");
  expect(notRequested.body).toEqual(userResponse("here", {}));
});

test.each(["{}", "[]", '{"data":null}', '{"data":[]}', '{"data":{}}'])(
  "updating with the body %s clears the data",
  async (body) => {
    await rest.send("PUT /user/here/", { data: { a: 1 } });
    expect((await rest.send("PUT /user/here/", body)).body).toEqual(userResponse("here", {}));
  },
);

test("converts a number to a decimal id", async () => {
  expect((await rest.send("POST /user/", '{"id":42}')).body).toEqual(userResponse("42", {}));
  const token = await signToken({ user_id: 42 }, rest.apiSecret);
  expect((await rest.send("PUT /user/42/", { data: { a: 1 } }, token)).status).toBe(201);
});

test("accepts a user in the form it was returned", async () => {
  const { body } = await rest.send("GET /user/here/?with_follow_counts=1");
  expect((await rest.send("PUT /user/here/", body)).status).toBe(201);
});

test.each([
  ["/user/here/", 200],
  ["/user/here", 200],
  ["/user/%68ere/", 200],
  ["/api//v1.0/user/here/", 200],
  ["/user/a%20b/", 400],
  ["/user/a%2Fb/", 400],
  ["/user/%C3%A9/", 400],
  ["/user/%E0%A4%A/", 400],
  ["/user/a/b/", 403],
  ["/user//here/", 403],
  ["/User/here/", 403],
  ["/feed/user/here/", 403],
  ["/api/v2.0/user/here/", 404],
  ["/api/", 404],
])("GET %s returns %i", async (path, status) => {
  expect((await rest.send(`GET ${path}`)).status).toBe(status);
});

test.each([
  ["GET /user/", "POST"],
  ["PATCH /user/here/", "GET, PUT, DELETE"],
  ["PUT /users/", "POST, GET, DELETE"],
])("rejects %s and lists the allowed methods: %s", async (line, allow) => {
  const { status, headers, body } = await rest.send(line);
  expect([status, headers["allow"], body["code"]]).toEqual([405, allow, 17]);
  expect(body["exception"]).toBe("MethodNotAllowedException");
});

test("handles HEAD like GET", async () => {
  expect((await rest.send("HEAD /user/here/")).status).toBe(200);
  expect((await rest.send("HEAD /user/nobody/")).status).toBe(404);
});
