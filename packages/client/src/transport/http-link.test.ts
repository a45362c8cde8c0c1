import { describe, expect, test } from "vitest";
import { isRosterError } from "../index.js";
import { openTestServer } from "../test-support/server.js";

const idOf = (number: number) => `${"i".repeat(250)}${number}`;
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describe("calls of one tick", () => {
  test("share one request", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await Promise.all([users.add("a"), users.add("b"), users.add("c")]);
    await Promise.all([users.get("a"), users.get("b"), users.list()]);
    expect(server.requests.map(({ method, url }) => [method, url.split("&")[0]])).toEqual([
      ["POST", "/trpc/users.add,users.add,users.add?batch=1"],
      ["GET", "/trpc/users.get,users.get,users.list?batch=1"],
    ]);
  });

  test("each get their own result or error", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("a");
    const results = await Promise.allSettled([users.add("a"), users.add("b"), users.remove("c")]);
    expect(results).toMatchObject([
      { status: "rejected", reason: { data: { code: "CONFLICT", details: { id: "a" } } } },
      { status: "fulfilled", value: { created: true, user: { id: "b" } } },
      { status: "rejected", reason: { data: { code: "NOT_FOUND", details: { id: "c" } } } },
    ]);
  });

  test("are split into requests of at most 100 calls, with URLs of limited length", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await Promise.all(upTo(250).map((number) => users.add(idOf(number))));
    const callsOf = (url: string) => url.split("?")[0]?.split(",").length;
    expect(server.requests.map(({ url }) => callsOf(url))).toEqual([100, 100, 50]);

    const found = await Promise.all(upTo(250).map((number) => users.get(idOf(number))));
    expect(found.map(({ id }) => id)).toEqual(upTo(250).map(idOf));
    const longest = Math.max(...server.requests.map(({ url }) => url.length));
    expect(longest).toBeGreaterThan(3_000);
    expect(longest).toBeLessThanOrEqual(6_000);
  });

  test("are split into requests that cost at most 100, where a list costs as much as 20 gets", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    await users.add("a");
    const [user, ...pages] = await Promise.all([
      users.get("a"),
      ...upTo(100).map(() => users.list({ limit: 1 })),
    ]);
    expect(pages.map(({ users: [first] }) => first)).toEqual(upTo(100).map(() => user));
    const costs = server.requests.slice(1).map(({ url }) => url.split("users.list").length - 1);
    expect(costs).toEqual([4, ...upTo(19).map(() => 5), 1]);
  });

  test("are split into requests of at most 512 KB", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    // Three-byte characters, so that counting characters would not suffice.
    const texts = upTo(200).map((n) => ({ text: "€".repeat(n % 2 === 0 ? 1_500 : 4_000) }));
    const calls = texts.map((data, number) => users.add(idOf(number), data));
    const results = await Promise.all(calls);
    expect(results.map(({ user }) => user.data)).toEqual(texts);
    const largest = Math.max(...server.requests.map(({ bodyBytes }) => bodyBytes));
    expect(largest).toBeGreaterThan(400_000);
    expect(largest).toBeLessThanOrEqual(512_000);
    expect(server.requests).toHaveLength(101);
  });
});

test("a response that is not from Roster is UNAVAILABLE, with its status and content type", async () => {
  await using server = await openTestServer();
  const page = { status: 404, headers: { "content-type": "text/html" } };
  const { users } = server.connect({ fetch: async () => new Response("<p>Not here", page) });
  const error = await users.get("a").catch((thrown: unknown) => thrown);
  expect(isRosterError(error, "UNAVAILABLE") && error.message).toBe(
    `users.get: ${server.url}/trpc responded with status 404 and text/html; is it the Roster API?`,
  );
});
