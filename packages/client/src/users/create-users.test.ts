import { describe, expect, test } from "vitest";
import { isRosterError, type JsonObject } from "../index.js";
import { openTestServer } from "../test-support/server.js";

const john = { name: "John Doe", occupation: "Software Engineer", gender: "male" };

describe("add", () => {
  test("creates a user", async () => {
    await using server = await openTestServer();
    const { user, created } = await server.connect().users.add("john-doe", john);
    expect(created).toBe(true);
    const { createdAt, updatedAt, ...rest } = user;
    expect(rest).toEqual({ id: "john-doe", data: john, version: 1, status: "active", ban: null });
    expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(updatedAt).toBe(createdAt);
  });

  test("stores an empty object without data", async () => {
    await using server = await openTestServer();
    const { user } = await server.connect().users.add("john-doe");
    expect(user.data).toEqual({});
  });

  test("fails with CONFLICT and the id if it already exists", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("john-doe", john);
    const error = await users.add("john-doe", {}).catch((thrown: unknown) => thrown);
    expect(isRosterError(error, "CONFLICT") && error.data).toMatchObject({
      details: { id: "john-doe" },
      httpStatus: 409,
      path: "users.add",
      retryable: false,
    });
  });

  test("returns the stored user unchanged with getOrCreate, and created: false", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    const first = await users.add("john-doe", john);
    const second = await users.add("john-doe", { name: "Another" }, { getOrCreate: true });
    expect(second).toEqual({ user: first.user, created: false });
  });

  test("creates a user once for any number of concurrent callers", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    const callers = Array.from({ length: 150 }, (_, caller) =>
      users.add("john-doe", { caller }, { getOrCreate: true }),
    );
    const results = await Promise.all(callers);
    const winners = results.filter(({ created }) => created);
    expect(winners).toHaveLength(1);
    expect(new Set(results.map(({ user }) => user.data["caller"])).size).toBe(1);
  });

  test("stores keys, their order and values losslessly", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    const written =
      '{"7":0,"z":null,"a":[[],{},[{"b":""}]],"__proto__":{"x":1},"constructor":"c",' +
      '"emoji 👩‍💻":"\\n\\"é\\u2028","n":[1e+300,-0.1,9007199254740991,5e-324],"no":false}';
    const data = JSON.parse(written) as JsonObject; // the literal is an object
    const text = JSON.stringify(data);
    const { user } = await users.add("john-doe", data);
    expect(JSON.stringify(user.data)).toBe(text);
    expect(JSON.stringify((await users.get("john-doe")).data)).toBe(text);
  });
});

describe("get, update and remove", () => {
  test("fail with NOT_FOUND and the id for an unknown id", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    for (const call of [users.get("nobody"), users.update("nobody", {}), users.remove("nobody")]) {
      const error = await call.catch((thrown: unknown) => thrown);
      expect(isRosterError(error, "NOT_FOUND") && error.data.details).toEqual({ id: "nobody" });
    }
  });

  test("update replaces the data and returns the updated user", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    const { user } = await users.add("john-doe", john);
    const changed = await users.update("john-doe", { name: "John" });
    expect(changed).toMatchObject({ id: "john-doe", version: 2, createdAt: user.createdAt });
    expect(changed.data).toEqual({ name: "John" });
    expect(await users.get("john-doe")).toEqual(changed);
  });

  test("remove frees the id", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("john-doe", john);
    expect(await users.remove("john-doe")).toBeUndefined();
    expect(await users.add("john-doe")).toMatchObject({ created: true, user: { version: 1 } });
  });
});
