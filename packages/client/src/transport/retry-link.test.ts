import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { isRosterError } from "../index.js";
import { findUnreachableUrl } from "../test-support/faults.js";
import { openTestServer } from "../test-support/server.js";

/** A fetch that waits for `open` before it sends, and records its signals. */
function createGate() {
  const [reached, reach] = createLatch();
  const [opened, open] = createLatch();
  const signals: (AbortSignal | null | undefined)[] = [];
  const gatedFetch: typeof fetch = async (url, init) => {
    signals.push(init?.signal);
    reach();
    await opened;
    return fetch(url, init);
  };
  return { fetch: gatedFetch, reached, open, signals };
}

function createLatch(): [Promise<void>, () => void] {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, open];
}

describe("a call without a response in time", () => {
  test("is UNAVAILABLE, with the timeout", async () => {
    await using server = await openTestServer();
    const { users } = server.connect({ fetch: createGate().fetch, timeout: 20, retries: 0 });
    await expect(users.get("a")).rejects.toMatchObject({
      message: `users.get: ${server.url}/trpc did not respond within 20 ms`,
      data: { code: "UNAVAILABLE", httpStatus: 503, retryable: true, path: "users.get" },
      cause: { name: "TimeoutError" },
    });
    await expect(users.add("a")).rejects.toThrow(/; it is unknown whether the call was processed$/);
  });

  test("aborts its request", async () => {
    await using server = await openTestServer();
    const gate = createGate();
    const { users } = server.connect({ fetch: gate.fetch, timeout: 20, retries: 1 });
    await expect(users.get("a")).rejects.toMatchObject({ data: { code: "UNAVAILABLE" } });
    expect(gate.signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  });

  test("can have its own timeout, without affecting other calls of the request", async () => {
    await using server = await openTestServer();
    const gate = createGate();
    const { users, trpc } = server.connect({ fetch: gate.fetch, retries: 0 });
    const patient = users.list();
    const results = await Promise.allSettled([
      users.get("a", { timeout: 10 }),
      trpc.users.get.query({ id: "a" }, { context: { timeout: 10 } }),
    ]);
    expect(
      results.map((r) => r.status === "rejected" && isRosterError(r.reason, "UNAVAILABLE")),
    ).toEqual([true, true]);
    gate.open();
    expect(await patient).toEqual({ users: [], nextCursor: null, previousCursor: null });
    expect(server.requests).toHaveLength(1);
  });

  test.each([0, -1, Number.NaN])("rejects a timeout of %d", async (timeout) => {
    await using server = await openTestServer();
    const call = server.connect().users.list({ timeout });
    await expect(call).rejects.toMatchObject({
      data: { code: "INVALID", details: { issues: [{ path: ["timeout"] }] } },
    });
  });

  test("never times out with Infinity", async () => {
    await using server = await openTestServer();
    const { users } = server.connect({ timeout: Infinity, retries: 0 });
    expect(await users.list()).toEqual({ users: [], nextCursor: null, previousCursor: null });
  });
});

describe("an aborted call", () => {
  test("rejects immediately with the signal's reason, without affecting others", async () => {
    await using server = await openTestServer();
    const gate = createGate();
    const { users } = server.connect({ fetch: gate.fetch });
    const controller = new AbortController();
    const aborted = users.add("a", {}, { signal: controller.signal });
    const other = users.add("b");
    controller.abort("enough");
    await expect(aborted).rejects.toBe("enough");
    gate.open();
    expect(await other).toMatchObject({ created: true });
    expect(gate.signals.map((signal) => signal?.aborted)).toEqual([false]);
  });

  test("aborts the request once all of its calls are aborted", async () => {
    await using server = await openTestServer();
    const gate = createGate();
    const { users } = server.connect({ fetch: gate.fetch });
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => users.list({ signal }).catch(() => {}));
    await gate.reached;
    controllers.forEach((controller) => controller.abort());
    await Promise.all(calls);
    expect(gate.signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test("shares one listener with all other calls of its signal", async () => {
    await using server = await openTestServer();
    const gate = createGate();
    const { users } = server.connect({ fetch: gate.fetch });
    const controller = new AbortController();
    const { signal } = controller;
    const calls = Array.from({ length: 20 }, () => users.list({ signal }));
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    controller.abort();
    const results = await Promise.allSettled(calls);
    expect(results).toEqual(calls.map(() => ({ status: "rejected", reason: signal.reason })));
  });

  test("is not sent if it was aborted before", async () => {
    await using server = await openTestServer();
    const { users } = server.connect();
    const signal = AbortSignal.abort();
    await expect(users.list({ signal })).rejects.toBe(signal.reason);
    expect(server.requests).toEqual([]);
  });

  test("does not wait for a retry", async () => {
    await using server = await openTestServer();
    const controller = new AbortController();
    const { users } = server.connect({
      url: await findUnreachableUrl(),
      retryDelay: () => {
        queueMicrotask(() => controller.abort());
        return 20_000;
      },
    });
    const { signal } = controller;
    await expect(users.list({ signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  test("of roster.trpc rejects with tRPC's own error", async () => {
    await using server = await openTestServer();
    const call = server.connect().trpc.users.list.query({}, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({
      name: "TRPCClientError",
      cause: { name: "AbortError" },
    });
  });

  test("rejects with the server's error if that arrived first", async () => {
    await using server = await openTestServer();
    const controller = new AbortController();
    const call = server.connect().users.get("nobody", { signal: controller.signal });
    await expect(call.finally(() => controller.abort())).rejects.toMatchObject({
      data: { code: "NOT_FOUND" },
    });
  });
});
