import { describe, expect, test } from "vitest";
import { createClient } from "../index.js";
import { openTestServer } from "../test-support/server.js";

describe("in a backend", () => {
  test("requests carry the API key and always the same server token", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("a");
    await users.get("a");
    const [first, second] = server.requests.map(({ headers }) => headers);
    expect(first?.["x-api-key"]).toBe(server.apiKey);
    expect(second?.authorization).toBe(first?.authorization);
    const [scheme, header, claims] = first?.authorization?.split(/[ .]/) ?? [];
    expect(scheme).toBe("Bearer");
    expect(JSON.parse(atob(header ?? ""))).toEqual({ alg: "HS256", typ: "JWT" });
    expect(JSON.parse(atob(claims ?? ""))).toEqual({ resource: "*", action: "*", feed_id: "*" });
  });

  test("a wrong secret is UNAUTHENTICATED, and an unknown key is UNKNOWN_API_KEY", async () => {
    await using server = await openTestServer();
    const wrongSecret = server.connect({ apiSecret: "another secret" }).users.list();
    await expect(wrongSecret).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
    const unknownKey = server.connect({ apiKey: "another-key" }).users.list();
    await expect(unknownKey).rejects.toMatchObject({ data: { code: "UNKNOWN_API_KEY" } });
  });

  test("additional headers are sent, but cannot replace Roster's own", async () => {
    await using server = await openTestServer();
    await server.connect({ headers: { "x-trace": "t1", authorization: "no" } }).users.list();
    const [request] = server.requests;
    expect(request?.headers["x-trace"]).toBe("t1");
    expect(request?.headers.authorization).toMatch(/^Bearer /);
  });
});

test("requests carry the person on whose behalf they are made, in UTF-8", async () => {
  await using server = await openTestServer();
  await server.connect({ onBehalfOf: "Zoë 漢" }).users.list();
  const received = server.requests[0]?.headers["x-roster-actor"];
  expect(Buffer.from(String(received), "latin1").toString()).toBe("Zoë 漢");
});

describe("with a user token", () => {
  test("a function is called before each request, so that it can renew the token", async () => {
    await using server = await openTestServer({ userReads: "all" });
    const { url, apiKey } = server;
    const backend = server.connect();
    let renewals = 0;
    const { users } = createClient({
      url,
      apiKey,
      token: () => backend.createUserToken("john-doe", { claims: { renewal: (renewals += 1) } }),
    });
    await Promise.all([users.list(), users.list()]);
    await users.list();
    expect(renewals).toBe(2);
    expect(new Set(server.requests.map(({ headers }) => headers.authorization)).size).toBe(2);
  });

  test("an error of the function becomes UNAUTHENTICATED, with that error as the cause", async () => {
    await using server = await openTestServer();
    const cause = new Error("not signed in");
    const { url, apiKey } = server;
    const { users } = createClient({ url, apiKey, token: () => Promise.reject(cause) });
    await expect(users.list()).rejects.toMatchObject({
      message: "The user token cannot be renewed: not signed in",
      data: { code: "UNAUTHENTICATED" },
      cause,
    });
    expect(server.requests).toEqual([]);
  });

  test.each(["", "two words", "né"])(
    "the token %o is rejected as UNAUTHENTICATED before it is sent",
    async (token) => {
      await using server = await openTestServer();
      const { users } = createClient({ url: server.url, apiKey: server.apiKey, token });
      await expect(users.list()).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
      expect(server.requests).toEqual([]);
    },
  );
});
