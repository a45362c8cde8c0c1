import { backends, signToken } from "@roster/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestRest, type TestRest } from "./testing.js";

const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
const duration = expect.stringMatching(/^\d+\.\d\dms$/);
const answered = (id: string, data: unknown) => ({
  id,
  data,
  created_at: timestamp,
  updated_at: timestamp,
  duration,
});

describe.each(backends)("on %s", (backend) => {
  let rest: TestRest;
  beforeAll(async () => void (rest = await openTestRest(backend)));
  afterAll(() => rest[Symbol.asyncDispose]());

  test("a user lives through its life with the service's statuses and bodies", async () => {
    const added = await rest.send("POST /user/", { id: "life", data: { name: "A" } });
    expect([added.status, added.body]).toEqual([201, answered("life", { name: "A" })]);

    const again = await rest.send("POST /user/", { id: "life", data: {} });
    expect([again.status, again.body["code"]]).toEqual([409, 22]);

    const first = added.body;
    const found = await rest.send("POST /user/?get_or_create=true", { id: "life", data: {} });
    expect([found.status, found.body]).toEqual([201, { ...first, duration }]);
    expect((await rest.send("GET /user/life/")).body).toEqual({ ...first, duration });

    const updated = await rest.send("PUT /user/life/", { data: { hates: "B" } });
    expect([updated.status, updated.body]).toEqual([201, answered("life", { hates: "B" })]);
    expect(updated.body["created_at"]).toBe(first["created_at"]);
    expect(String(updated.body["updated_at"]) > String(first["updated_at"])).toBe(true);

    const removed = await rest.send("DELETE /user/life/");
    expect([removed.status, removed.body]).toEqual([200, { duration }]);
    for (const line of ["GET /user/life/", "PUT /user/life/", "DELETE /user/life/"]) {
      const { status, body } = await rest.send(line);
      expect([line, status, body["code"]]).toEqual([line, 404, 16]);
    }
  });

  test("data keeps its keys, its numbers and its text as they were sent", async () => {
    const data =
      '{"z":1,"a":{"__proto__":null,"constructor":[]},"n":[1.5,-0.25,1e21],"t":"é😀\\n"}';
    await rest.send("POST /user/", `{"id":"exact","data":${data}}`);
    const { body } = await rest.send("GET /user/exact/");
    expect(JSON.stringify(body["data"])).toBe(JSON.stringify(JSON.parse(data)));
  });

  test("a batch adds, gets and deletes, and answers the ids of nobody only when deleting", async () => {
    const users = [{ id: "b1", data: { n: 1 } }, { id: "b2" }];
    const added = await rest.send("POST /users/", { users, override: false });
    expect([added.status, added.body]).toMatchObject([
      201,
      {
        created_users: [
          { id: "b1", data: { n: 1 } },
          { id: "b2", data: {} },
        ],
        duration,
      },
    ]);
    const found = await rest.send("GET /users/?ids=b2,nobody,b1");
    expect([found.status, found.body]).toMatchObject([
      200,
      { users: [{ id: "b2" }, { id: "b1" }], duration },
    ]);
    const removed = await rest.send("DELETE /users/?ids=b1,nobody");
    expect([removed.status, removed.body]).toEqual([
      200,
      { deleted_user_ids: ["b1", "nobody"], duration },
    ]);
    expect((await rest.send("GET /users/?ids=b1,b2")).body).toMatchObject({
      users: [{ id: "b2" }],
    });
  });

  test.each(["override", "override_existing"])(
    "a batch leaves users that exist as they are, unless %s is true",
    async (key) => {
      const send = (n: number, flag: boolean) =>
        rest.send("POST /users/", { users: [{ id: key, data: { n } }], [key]: flag });
      await send(1, false);
      expect((await send(2, false)).body).toMatchObject({ created_users: [{ data: { n: 1 } }] });
      expect((await send(3, true)).body).toMatchObject({ created_users: [{ data: { n: 3 } }] });
    },
  );
});

describe("the words of the surface", () => {
  let rest: TestRest;
  beforeAll(async () => {
    rest = await openTestRest("sqlite", { maxDataBytes: 100 });
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
  ])("get_or_create=%s on a user that exists answers %i", async (flag, status) => {
    expect((await rest.send(`POST /user/?get_or_create=${flag}`, { id: "here" })).status).toBe(
      status,
    );
  });

  test("follow counts are 0 and 0, and stand there only when they are asked for", async () => {
    const counts = { followers_count: 0, following_count: 0 };
    const asked = await rest.send("GET /user/here/?with_follow_counts=true");
    expect(asked.body).toEqual({ ...answered("here", {}), ...counts });
    const notAsked = await rest.send("GET /user/here/?with_follow_counts=false");
    expect(notAsked.body).toEqual(answered("here", {}));
  });

  test.each(["{}", "[]", '{"data":null}', '{"data":[]}', '{"data":{}}'])(
    "the body %s updates to no data",
    async (body) => {
      await rest.send("PUT /user/here/", { data: { a: 1 } });
      expect((await rest.send("PUT /user/here/", body)).body).toEqual(answered("here", {}));
    },
  );

  test("a number is taken for an id in decimal", async () => {
    expect((await rest.send("POST /user/", '{"id":42}')).body).toEqual(answered("42", {}));
    const token = await signToken({ user_id: 42 }, rest.apiSecret);
    expect((await rest.send("PUT /user/42/", { data: { a: 1 } }, token)).status).toBe(201);
  });

  test("a user may be sent back as it was answered", async () => {
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
    ["/user/a/b/", 404],
    ["/user//here/", 404],
    ["/User/here/", 404],
    ["/feed/user/here/", 404],
    ["/api/v2.0/user/here/", 404],
    ["/api/", 404],
  ])("GET %s answers %i", async (path, status) => {
    expect((await rest.send(`GET ${path}`)).status).toBe(status);
  });

  test.each([
    ["GET /user/", "POST"],
    ["PATCH /user/here/", "GET, PUT, DELETE"],
    ["PUT /users/", "POST, GET, DELETE"],
  ])("%s is refused, naming the methods that are served there: %s", async (line, allow) => {
    const { status, headers, body } = await rest.send(line);
    expect([status, headers["allow"], body["code"]]).toEqual([405, allow, 17]);
    expect(body["exception"]).toBe("MethodNotAllowedException");
  });

  test("HEAD is answered like GET", async () => {
    expect((await rest.send("HEAD /user/here/")).status).toBe(200);
    expect((await rest.send("HEAD /user/nobody/")).status).toBe(404);
  });

  test.each([
    ["text", "data", '{"id":"x","data":"some string"}'],
    ["a number", "data", '{"id":"x","data":7}'],
    ["an array", "data", '{"id":"x","data":[1]}'],
    ["an id with a space", "id", '{"id":"a b","data":{}}'],
    ["an id beyond ASCII", "id", '{"id":"é","data":{}}'],
    ["an id of 256 letters", "id", JSON.stringify({ id: "a".repeat(256) })],
    ["a number that is no id", "id", '{"id":1.5}'],
    ["an id of true", "id", '{"id":true}'],
    ["no id", "id", "{}"],
    ["PHP's empty array, for want of an id", "id", "[]"],
    ["a key that nobody knows", "name", '{"id":"x","name":"John"}'],
    ["a number that would be rounded", "data", '{"id":"x","data":{"n":1234567890123456789}}'],
    ["U+0000", "data", '{"id":"x","data":{"t":"\\u0000"}}'],
    ["users that are no array", "users", '{"users":{}}', "/users/"],
    [
      "an id that no user can have, in a batch",
      "users",
      '{"users":[{"id":"ok"},{"id":"a b"}]}',
      "/users/",
    ],
    ["a user given twice in a batch", "users", '{"users":[{"id":"x"},{"id":"x"}]}', "/users/"],
    ["a flag that is no boolean", "override", '{"users":[],"override":"no"}', "/users/"],
    [
      "more than a hundred users",
      "users",
      JSON.stringify({ users: Array.from({ length: 101 }, (_, n) => ({ id: `u${n}` })) }),
      "/users/",
    ],
  ])("%s is bad input in the field %s", async (_, field, body, path = "/user/") => {
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
  });

  test("a batch that holds one bad user adds none of them", async () => {
    await rest.send("POST /users/", { users: [{ id: "half" }, { id: "a b" }] });
    expect((await rest.send("GET /user/half/")).status).toBe(404);
  });

  test.each(["", "{", "nonsense", '"text"', "7", "null", "[1]"])(
    "the body %j is bad input as a whole",
    async (body) => {
      const { status, body: error } = await rest.send("POST /user/", body);
      expect([status, error["code"], "exception_fields" in error]).toEqual([400, 4, false]);
    },
  );

  test("data over the limit is 413, code 18, with both sizes", async () => {
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

  test("more than a hundred ids are refused, and none are nobody", async () => {
    const ids = Array.from({ length: 101 }, (_, n) => `u${n}`).join(",");
    expect((await rest.send(`GET /users/?ids=${ids}`)).status).toBe(400);
    expect((await rest.send("GET /users/?ids=")).body).toEqual({ users: [], duration });
    expect((await rest.send("GET /users/")).body).toEqual({ users: [], duration });
  });
});

test("the API key in the query goes before that of the headers", async () => {
  await using rest = await openTestRest("sqlite");
  const { status, body } = await rest.send("GET /user/x/?api_key=nosuch");
  expect([status, body["code"], body["exception"]]).toEqual([401, 2, "ApiKeyException"]);
  expect((await rest.send(`GET /user/x/?api_key=${rest.apiKey}`)).status).toBe(404);
});

test("a failure of the surface itself is logged once, and leaves as a fixed text", async () => {
  await using rest = await openTestRest("sqlite");
  const { status, headers, body } = await rest.send("POST /user/", async () => {
    throw new Error("a fault");
  });
  expect([status, body["code"], body["exception"]]).toEqual([500, -1, "InternalException"]);
  expect(body["detail"]).not.toContain("a fault");
  expect(rest.logged).toMatchObject([
    { err: { message: "a fault" }, requestId: headers["x-request-id"] },
  ]);
});
