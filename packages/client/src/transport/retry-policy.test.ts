import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RosterClient } from "../index.js";
import { failOnce, dropResponses, refuseConnectionOnce } from "../test-support/faults.js";
import { openTestServer, type TestServer } from "../test-support/server.js";

type Call = (users: RosterClient["users"]) => Promise<unknown>;

const idempotentCalls: [string, Call][] = [
  ["get", (users) => users.get("john-doe")],
  ["list", (users) => users.list()],
  ["update", (users) => users.update("john-doe", { name: "John" })],
  ["add with getOrCreate", (users) => users.add("john-doe", {}, { getOrCreate: true })],
  ["getMany", (users) => users.getMany(["john-doe"])],
  ["add", (users) => users.add(crypto.randomUUID())],
  ["addMany", (users) => users.addMany([{ id: "john-doe", getOrCreate: true }, { id: "jane" }])],
  ["patchMany", (users) => users.patchMany(["john-doe"], { unset: ["name"] })],
  ["patch", (users) => users.patch("john-doe", { set: { name: "John" } })],
  ["reactivate", (users) => users.reactivate("john-doe")],
  ["unbanMany", (users) => users.unbanMany(["john-doe"])],
  ["a soft removal", (users) => users.remove("softly-removed", { mode: "soft" })],
];
const nonIdempotentCalls: [string, Call][] = [
  ["remove", (users) => users.remove("john-doe")],
  ["removeMany", (users) => users.removeMany(["john-doe"])],
];
const unavailable = { code: "UNAVAILABLE", httpStatus: 503, retryable: true, requestId: "r1" };
const limited = { ...unavailable, code: "RATE_LIMITED", httpStatus: 429 };

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  await server.server.users.add({ id: "softly-removed" });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  await server.server.users.add({ id: "john-doe", getOrCreate: true });
  server.requests.length = 0;
});

describe("an idempotent call is retried", () => {
  test.each(idempotentCalls)("after lost responses: %s", async (_name, call) => {
    await call(server.connect({ fetch: dropResponses(2) }).users);
    expect(server.requests).toHaveLength(3);
  });

  test.each(idempotentCalls)("after a retryable error: %s", async (_name, call) => {
    await call(server.connect({ fetch: failOnce(unavailable) }).users);
    expect(server.requests).toHaveLength(1);
  });

  test("after a response of a gateway", async () => {
    let isFirst = true;
    const gateway: typeof fetch = async (...request) => {
      if (!isFirst) return fetch(...request);
      isFirst = false;
      return new Response("<h1>Bad Gateway", { status: 502 });
    };
    const user = await server.connect({ fetch: gateway }).users.get("john-doe");
    expect(user.id).toBe("john-doe");
  });
});

test("a call is not retried after a response of another service", async () => {
  let requests = 0;
  const website: typeof fetch = async () => {
    requests += 1;
    return new Response("<h1>Not found", { status: 404, headers: { "content-type": "text/html" } });
  };
  const call = server.connect({ fetch: website }).users.get("john-doe");
  await expect(call).rejects.toMatchObject({ data: { code: "UNAVAILABLE" } });
  expect(requests).toBe(1);
});

describe("a call that is not idempotent is not retried", () => {
  test.each(nonIdempotentCalls)("after a lost response: %s", async (name, call) => {
    await expect(call(server.connect({ fetch: dropResponses(1) }).users)).rejects.toMatchObject({
      message: `users.${name}: ${server.url}/trpc cannot be reached: other side closed; it is unknown whether the call was processed`,
      data: { code: "UNAVAILABLE", retryable: true, path: `users.${name}`, requestId: "" },
      cause: { message: "fetch failed" },
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each(nonIdempotentCalls)("after UNAVAILABLE: %s", async (_name, call) => {
    const { users } = server.connect({ fetch: failOnce(unavailable) });
    await expect(call(users)).rejects.toMatchObject({ data: unavailable });
    expect(server.requests).toEqual([]);
  });
});

describe("any call that was certainly not processed is retried", () => {
  test.each([...idempotentCalls, ...nonIdempotentCalls])(
    "after a refused connection: %s",
    async (_name, call) => {
      await call(server.connect({ fetch: refuseConnectionOnce() }).users);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([...idempotentCalls, ...nonIdempotentCalls])(
    "after RATE_LIMITED: %s",
    async (_name, call) => {
      await call(server.connect({ fetch: failOnce(limited) }).users);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each(nonIdempotentCalls)(
    "after a rejection by an overloaded server: %s",
    async (_name, call) => {
      const busy = { ...unavailable, details: { retryAfterSeconds: 0.001 } };
      await call(server.connect({ fetch: failOnce(busy) }).users);
      expect(server.requests).toHaveLength(1);
    },
  );

  test("unless a proxy asks for a delay of more than 30 seconds", async () => {
    const headers = { "content-type": "text/html", "retry-after": "31" };
    const proxy = async () => new Response("<h1>Busy", { status: 503, headers });
    const call = server.connect({ fetch: proxy }).users.list();
    await expect(call).rejects.toMatchObject({ data: { code: "UNAVAILABLE" } });
    expect(server.requests).toEqual([]);
  });

  test("unless the server asks for a delay of more than 30 seconds", async () => {
    const data = { ...limited, details: { retryAfterSeconds: 31 } };
    const call = server.connect({ fetch: failOnce(data) }).users.list();
    await expect(call).rejects.toMatchObject({ data });
  });
});

test("a call with a permanent error is not retried", async () => {
  const { users } = server.connect();
  await expect(users.get("nobody")).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  expect(server.requests).toHaveLength(1);
});

test("a call fails after `retries` retries", async () => {
  for (const retries of [0, 3]) {
    server.requests.length = 0;
    const retryNumbers: number[] = [];
    const retryDelay = (retry: number) => {
      retryNumbers.push(retry);
      return 0;
    };
    const { users } = server.connect({ fetch: dropResponses(9), retries, retryDelay });
    await expect(users.list()).rejects.toMatchObject({ data: { code: "UNAVAILABLE" } });
    expect(server.requests).toHaveLength(1 + retries);
    expect(retryNumbers).toEqual([1, 2, 3].slice(0, retries));
  }
});
