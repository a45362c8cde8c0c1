import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dropResponses } from "../test-support/faults.js";
import { openTestServer, type TestServer } from "../test-support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  await server.server.users.removeMany({ ids: ["ada", "bob"] });
  server.requests.length = 0;
});

describe("after a lost response, the retry returns the first result:", () => {
  test("add created the user, without a CONFLICT", async () => {
    const { users } = server.connect({ fetch: dropResponses(2) });
    const { user, created } = await users.add("ada", { name: "Ada" });
    expect(created).toBe(true);
    expect(await users.get("ada")).toEqual(user);
    expect(server.requests).toHaveLength(4);
  });

  test("add with getOrCreate returns created: true", async () => {
    const { users } = server.connect({ fetch: dropResponses(1) });
    expect((await users.add("ada", {}, { getOrCreate: true })).created).toBe(true);
  });

  test.each([false, true])("addMany created its users, with atomic: %s", async (atomic) => {
    const { users } = server.connect({ fetch: dropResponses(2) });
    const { results } = await users.addMany([{ id: "ada" }, { id: "bob" }], { atomic });
    expect(results.map(({ status }) => status)).toEqual(["created", "created"]);
  });

  test("patch is applied once, without PRECONDITION_FAILED", async () => {
    await server.server.users.add({ id: "ada" });
    for (const options of [{ ifVersion: 1 }, {}]) {
      const { users } = server.connect({ fetch: dropResponses(2) });
      const before = await server.server.users.get({ id: "ada" });
      const user = await users.patch("ada", { set: { n: before.version } }, options);
      expect(user.version).toBe(before.version + 1);
      expect(await users.get("ada")).toEqual(user);
    }
  });

  test("remove with a key of the caller removed the user, without NOT_FOUND", async () => {
    await server.server.users.add({ id: "ada" });
    const { users } = server.connect({ fetch: dropResponses(1) });
    await users.remove("ada", { idempotencyKey: "remove ada" });
    expect(server.requests).toHaveLength(2);
    await expect(users.get("ada")).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  });

  test("each call of a batch has its own result", async () => {
    const { users } = server.connect({ fetch: dropResponses(1) });
    const added = await Promise.all([users.add("ada", { n: 1 }), users.add("bob", { n: 2 })]);
    expect(added.map(({ user, created }) => [user.id, user.data, created])).toEqual([
      ["ada", { n: 1 }, true],
      ["bob", { n: 2 }, true],
    ]);
    expect(server.requests).toHaveLength(2);
  });

  test("calls of roster.trpc do so too", async () => {
    const { trpc } = server.connect({ fetch: dropResponses(1) });
    expect((await trpc.users.add.mutate({ id: "ada" })).created).toBe(true);
  });
});

test("a user added by another call is CONFLICT even after a lost response", async () => {
  await server.server.users.add({ id: "ada" });
  const { users } = server.connect({ fetch: dropResponses(1) });
  await expect(users.add("ada")).rejects.toMatchObject({ data: { code: "CONFLICT" } });
});

test("a caller's own key works across clients, for one call and input", async () => {
  const idempotencyKey = "import 7, line 12";
  const first = await server.connect().users.add("ada", { n: 1 }, { idempotencyKey });
  const { users } = server.connect({ retries: 0 });
  expect(await users.add("ada", { n: 1 }, { idempotencyKey })).toEqual(first);
  await expect(users.add("ada", { n: 2 }, { idempotencyKey })).rejects.toMatchObject({
    data: { code: "CONFLICT", details: { id: "ada", idempotencyKey } },
  });
  const patch = users.patch("ada", { set: { n: 2 } }, { idempotencyKey });
  await expect(patch).rejects.toMatchObject({ data: { details: { idempotencyKey } } });
});

test("an invalid key is rejected before anything is sent", async () => {
  const { users } = server.connect();
  for (const idempotencyKey of ["", "x".repeat(256), "\u0000"]) {
    await expect(users.add("ada", {}, { idempotencyKey })).rejects.toMatchObject({
      data: { code: "INVALID", details: { issues: [{ path: ["idempotencyKey"] }] } },
    });
  }
  expect(server.requests).toEqual([]);
});

test("a client without retries sends no key", async () => {
  let body = "";
  const spy: typeof fetch = (url, init) => {
    body = typeof init?.body === "string" ? init.body : "";
    return fetch(url, init);
  };
  await server.connect({ retries: 0, fetch: spy }).users.add("ada");
  expect(body).not.toContain("idempotencyKey");
  await server.connect({ fetch: spy }).users.patch("ada", { set: { n: 1 } });
  expect(body).toContain("idempotencyKey");
});
