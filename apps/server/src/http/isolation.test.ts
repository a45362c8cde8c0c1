import { backends, serverClaims, signToken } from "@roster/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHttp, type TestHttp } from "../testing/http.js";
import { createAdmission } from "./admission.js";
import { defaultLimits } from "./limits.js";

const USERS = 50;
const MAX_REQUESTS = 12;
const tags = Array.from({ length: 2000 }, (_, index) => `tag-${index}`);

/** Each takes seconds on these users: the arrays are long, and no alternative matches. */
const contains = Array.from({ length: 99 }, (_, index) => ({
  "data.tags": { contains: `x${index}` },
}));
const hundred = Array.from({ length: 100 }, (_, index) => index);
const inLists = Array.from({ length: 9 }, (_, list) => ({
  [`data.tag${list}`]: { in: hundred.map((index) => `${list}-${index}`) },
}));
const attack = [
  { where: { or: contains } },
  { where: { or: contains }, sort: [{ path: "data.tags" }] },
  { where: { or: inLists } },
  { search: "matches nothing" },
];

interface TrpcError {
  readonly error: { readonly message: string; readonly data: Record<string, unknown> };
}

describe.each(backends)("an end user's expensive queries on %s", (backend) => {
  let http: TestHttp;
  const admission = createAdmission({ ...defaultLimits, maxRequests: MAX_REQUESTS });
  let headers: { user: Record<string, string>; server: Record<string, string> };

  beforeAll(async () => {
    const scanDeadlines = { user: 500, server: 60_000, admin: 60_000 };
    http = await openTestHttp(backend, { scanDeadlines, admission, userReads: "all" });
    const users = Array.from({ length: USERS }, (_, index) => ({
      id: `u${index}`,
      data: { tags },
    }));
    await http.test.server.users.addMany({ users });
    const { apiKey, apiSecret } = http.test;
    const sign = async (claims: Record<string, unknown>) => ({
      "x-api-key": apiKey,
      authorization: await signToken(claims, apiSecret),
    });
    headers = { user: await sign({ user_id: "u1" }), server: await sign(serverClaims) };
  });

  afterAll(() => http[Symbol.asyncDispose]());

  interface Post {
    readonly batch?: "1" | undefined;
    readonly headers?: Record<string, string>;
    readonly signal?: AbortSignal;
  }
  const list = (inputs: readonly object[], { batch, signal, headers: more }: Post = {}) => {
    const path = inputs.map(() => "users.list").join(",");
    const input = batch ? Object.fromEntries(inputs.map((one, at) => [at, one])) : inputs[0];
    return fetch(`${http.url}/trpc/${path}${batch ? "?batch=1" : ""}`, {
      method: "POST",
      headers: { ...headers.user, "content-type": "application/json", ...more },
      body: JSON.stringify(input),
      ...(signal && { signal }),
    });
  };

  test("end as QUERY_TIMEOUT, and other callers' gets are served meanwhile", async () => {
    const running = { isEnded: false };
    const attacks = Promise.all(attack.map((one) => list([one]))).finally(
      () => (running.isEnded = true),
    );
    let gets = 0;
    for (; !running.isEnded; gets += 1) {
      const get = await fetch(`${http.url}/trpc/users.get?input={"id":"known"}`, {
        headers: headers.server,
      });
      expect(get.status).toBe(200);
      await get.text();
    }
    const statuses = (await attacks).map(({ status }) => status);
    expect(statuses).toContain(504);
    expect(gets).toBeGreaterThan(2);
  });

  test.each([
    { way: "single", count: 1, batch: undefined },
    { way: "batched", count: 2, batch: "1" },
  ] as const)(
    "do not count as requests in progress while they wait, as $way calls",
    async ({ count, batch }) => {
      const caller = new AbortController();
      const { signal } = caller;
      const inputs = Array.from({ length: count }, () => attack[0] ?? {});
      const posts = Array.from({ length: MAX_REQUESTS }, () =>
        list(inputs, { batch, signal, headers: headers.server }),
      );
      const outcomes = Promise.allSettled(posts);
      const scans = () => {
        const { running, waiting } = http.test.database.scanCounts();
        return running + waiting;
      };
      await expect.poll(scans, { timeout: 10_000 }).toBe(MAX_REQUESTS * count);
      expect(admission.limiter.activeRequests).toBe(0);
      const [get] = await http.read(headers.server["authorization"]);
      expect(get).toBe("OK");
      caller.abort();
      await outcomes;
      await expect.poll(scans, { timeout: 10_000 }).toBe(0);
      expect(admission.limiter.activeRequests).toBe(0);
    },
  );

  test("name the paths without an index", async () => {
    const response = await list([attack[1] ?? {}]);
    const { error } = (await response.json()) as TrpcError;
    expect(response.status).toBe(504);
    expect(error.message).toBe(
      "The query did not finish within 0.5 s; there is no ready index on data.tags; add one with indexes.add, or narrow the filter",
    );
    expect(error.data).toMatchObject({
      code: "QUERY_TIMEOUT",
      details: { unindexedPaths: ["data.tags"] },
    });
    expect(http.test.logged).toEqual([]);
  });

  test.each([
    { way: "single", count: 1, batch: undefined, accept: "application/json" },
    { way: "batched", count: 3, batch: "1", accept: "application/json" },
    { way: "streamed", count: 3, batch: "1", accept: "application/jsonl" },
  ] as const)(
    "stop when the caller of a $way call disconnects",
    async ({ count, batch, accept }) => {
      const scanCounts = () => http.test.database.scanCounts();
      const caller = new AbortController();
      const inputs = Array.from({ length: count }, () => attack[0] ?? {});
      const { signal } = caller;
      const more = { ...headers.server, "trpc-accept": accept };
      const response = list(inputs, { batch, signal, headers: more }).then((one) => one.text());
      const outcome = response.catch((error: unknown) => error);
      await expect.poll(() => scanCounts().running).toBeGreaterThan(0);
      caller.abort();
      await outcome;
      await expect.poll(scanCounts).toEqual({ running: 0, waiting: 0 });
      expect(http.test.logged).toEqual([]);
    },
  );
});
