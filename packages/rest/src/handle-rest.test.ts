import { backends } from "@roster/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestRest, type TestRest } from "./testing.js";

const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
const duration = expect.stringMatching(/^\d+\.\d\dms$/);
const userResponse = (id: string, data: unknown) => ({
  id,
  data,
  created_at: timestamp,
  updated_at: timestamp,
  duration,
});

describe.each(backends)("REST on %s", (backend) => {
  let rest: TestRest;
  beforeAll(async () => void (rest = await openTestRest(backend)));
  afterAll(() => rest[Symbol.asyncDispose]());

  test("adds, gets, updates and removes a user with the original statuses and bodies", async () => {
    const added = await rest.send("POST /user/", { id: "life", data: { name: "A" } });
    expect([added.status, added.body]).toEqual([201, userResponse("life", { name: "A" })]);

    const again = await rest.send("POST /user/", { id: "life", data: {} });
    expect([again.status, again.body["code"]]).toEqual([409, 22]);

    const first = added.body;
    const found = await rest.send("POST /user/?get_or_create=true", { id: "life", data: {} });
    expect([found.status, found.body]).toEqual([201, { ...first, duration }]);
    expect((await rest.send("GET /user/life/")).body).toEqual({ ...first, duration });

    const updated = await rest.send("PUT /user/life/", { data: { hates: "B" } });
    expect([updated.status, updated.body]).toEqual([201, userResponse("life", { hates: "B" })]);
    expect(updated.body["created_at"]).toBe(first["created_at"]);
    expect(String(updated.body["updated_at"]) > String(first["updated_at"])).toBe(true);

    const removed = await rest.send("DELETE /user/life/");
    expect([removed.status, removed.body]).toEqual([200, { duration }]);
    for (const line of ["GET /user/life/", "PUT /user/life/", "DELETE /user/life/"]) {
      const { status, body } = await rest.send(line);
      expect([line, status, body["code"]]).toEqual([line, 404, 16]);
    }
  });

  test("returns the keys, numbers and strings of data exactly", async () => {
    const data =
      '{"z":1,"a":{"__proto__":null,"constructor":[]},"n":[1.5,-0.25,1e21],"t":"é😀\\n"}';
    await rest.send("POST /user/", `{"id":"exact","data":${data}}`);
    const { body } = await rest.send("GET /user/exact/");
    expect(JSON.stringify(body["data"])).toBe(JSON.stringify(JSON.parse(data)));
  });

  test("adds, gets and removes batches, and returns unknown ids only when removing", async () => {
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

  test("accepts batches of a thousand users, and gets and removes as many", async () => {
    const ids = Array.from({ length: 1000 }, (_, n) => `thousand-${n}`);
    const users = ids.map((id, n) => ({ id, data: { n } }));
    const idsOf = (list: unknown) => (list as { id: string }[]).map(({ id }) => id); // users
    const added = await rest.send("POST /users/", { users });
    expect([added.status, idsOf(added.body["created_users"])]).toEqual([201, ids]);
    const found = await rest.send(`GET /users/?ids=${ids.join(",")}`);
    expect([found.status, idsOf(found.body["users"])]).toEqual([200, ids]);
    const removed = await rest.send(`DELETE /users/?ids=${ids.join(",")}`);
    expect([removed.status, removed.body["deleted_user_ids"]]).toEqual([200, ids]);
  });

  test.each(["override", "override_existing"])(
    "a batch leaves existing users unchanged unless %s is true",
    async (key) => {
      const send = (n: number, flag: boolean) =>
        rest.send("POST /users/", { users: [{ id: key, data: { n } }], [key]: flag });
      await send(1, false);
      expect((await send(2, false)).body).toMatchObject({ created_users: [{ data: { n: 1 } }] });
      expect((await send(3, true)).body).toMatchObject({ created_users: [{ data: { n: 3 } }] });
    },
  );

  test.each([
    ["without override", false, { n: 0 }],
    ["with override", true, { n: 4 }],
  ])("of several entries with one id, the last one counts %s", async (_, override, old) => {
    const id = (name: string) => `twice-${name}-${override}`;
    await rest.send("POST /user/", { id: id("old"), data: { n: 0 } });
    const users = ["old", "new", "old", "new", "old"].map((name, n) => ({
      id: id(name),
      data: { n },
    }));
    const { status, body } = await rest.send("POST /users/", { users, override });
    expect([status, body["created_users"]]).toMatchObject([
      201,
      [
        { id: id("old"), data: old },
        { id: id("new"), data: { n: 3 } },
      ],
    ]);
    const stored = await rest.send(`GET /users/?ids=${id("old")},${id("new")}`);
    expect(stored.body["users"]).toEqual(body["created_users"]);
  });

  test("a batch that overrides updates all of its users or none", async () => {
    await rest.server.indexes.add({ path: "data.email", unique: true });
    await rest.send("POST /user/", { id: "atomic-1", data: { email: "1@example.com" } });
    await rest.send("POST /user/", { id: "atomic-2", data: { email: "2@example.com" } });
    const users = [
      { id: "atomic-1", data: { email: "3@example.com" } },
      { id: "atomic-3", data: { email: "2@example.com" } },
    ];
    const { status, body } = await rest.send("POST /users/", { users, override: true });
    expect([status, body["code"]]).toEqual([409, 22]);
    expect((await rest.send("GET /users/?ids=atomic-1,atomic-3")).body["users"]).toMatchObject([
      { id: "atomic-1", data: { email: "1@example.com" } },
    ]);
  });
});

test("the API key in the query takes precedence over the one in the headers", async () => {
  await using rest = await openTestRest("sqlite");
  const { status, body } = await rest.send("GET /user/x/?api_key=nosuch");
  expect([status, body["code"], body["exception"]]).toEqual([401, 2, "ApiKeyException"]);
  expect((await rest.send(`GET /user/x/?api_key=${rest.apiKey}`)).status).toBe(404);
});

test("logs an unexpected error once and returns a fixed message", async () => {
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
