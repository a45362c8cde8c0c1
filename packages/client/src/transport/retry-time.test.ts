import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient, type UserClientOptions } from "../index.js";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

interface Outage extends Partial<UserClientOptions> {
  /** When the server is reachable again, in milliseconds. */
  readonly end?: number;
  /** How the server rejects calls. Default: it refuses connections. */
  readonly reject?: () => Response | Promise<Response>;
}

/** A client whose server is unreachable, and when it sent each attempt of its calls. */
function openClient({ end = Infinity, reject, ...options }: Outage = {}) {
  const begin = performance.now();
  const attempts: number[] = [];
  const fetch = async () => {
    const now = Math.round(performance.now() - begin);
    attempts.push(now);
    if (now >= end) return Response.json([{ result: { data: { users: [], nextCursor: null } } }]);
    if (reject) return reject();
    throw new TypeError("fetch failed", {
      cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
    });
  };
  const { users } = createClient({
    url: "http://localhost:8000",
    apiKey: "key",
    token: "token",
    fetch,
    ...options,
  });
  return { users, attempts };
}

/** The delays between attempts, without the tick in which each waits for other calls of its batch. */
const delaysOf = (attempts: readonly number[]) =>
  attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0) - 1);

/** How a call ends within ten minutes. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = call.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(600_000);
  return outcome;
}

const unavailable = { data: { code: "UNAVAILABLE" } };

const busyFor = (retryAfterSeconds: number) => () => {
  const data = { code: "UNAVAILABLE", httpStatus: 503, retryable: true, requestId: "r1" };
  const error = {
    message: "Busy",
    code: -32_603,
    data: { ...data, details: { retryAfterSeconds } },
  };
  return Response.json([{ error }], { status: 503 });
};

describe("by default a call", () => {
  test("is retried until ten seconds have passed, after exponentially growing delays", async () => {
    const { users, attempts } = openClient();
    expect(await outcomeOf(users.list())).toMatchObject(unavailable);
    const delays = delaysOf(attempts);
    expect(delays.slice(0, 7)).toEqual([50, 100, 200, 400, 800, 1_000, 1_000]);
    expect(new Set(delays.slice(5))).toEqual(new Set([1_000]));
    expect(attempts.at(-1)).toBeGreaterThan(9_000);
    expect(attempts.at(-1)).toBeLessThanOrEqual(10_000);
  });

  test.each([
    [0.01, [1, 2, 4, 8, 16, 20, 20]],
    [0.99, [99, 198, 396, 792, 1584, 1980, 1980]],
  ])("is delayed by a random share, such as %d, of the longest delay", async (random, delays) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const { users, attempts } = openClient({ retries: 7 });
    await outcomeOf(users.list());
    expect(delaysOf(attempts)).toEqual(delays);
  });

  test("survives a restart of the server", async () => {
    const { users, attempts } = openClient({ end: 3_000 });
    expect(await outcomeOf(users.list())).toMatchObject({ users: [] });
    expect(attempts.at(-1)).toBeLessThan(4_000);
  });

  test("is retried even if its first attempt has used up its timeout", async () => {
    const { users, attempts } = openClient({ end: 1, reject: () => new Promise(() => {}) });
    expect(await outcomeOf(users.list())).toMatchObject({ users: [] });
    expect(attempts).toHaveLength(2);
  });

  test("waits as long as the server asks for, and a random time on top of that", async () => {
    const { users, attempts } = openClient({ end: 3_000, reject: busyFor(2) });
    await outcomeOf(users.list());
    expect(delaysOf(attempts)).toEqual([2_050, 2_100]);
  });

  test("fails at once if the server asks for a longer time", async () => {
    const { users, attempts } = openClient({ reject: busyFor(10) });
    expect(await outcomeOf(users.list())).toMatchObject(unavailable);
    expect(attempts).toEqual([0]);
  });

  test("is not retried if it may have been executed and cannot be repeated", async () => {
    const { users, attempts } = openClient({
      reject: () => new Response("Bad Gateway", { status: 502 }),
    });
    expect(await outcomeOf(users.removeMany(["ada"]))).toMatchObject(unavailable);
    expect(attempts).toEqual([0]);
  });
});

test("`retries` limits the number instead of the time", async () => {
  const { users, attempts } = openClient({ retries: 30 });
  expect(await outcomeOf(users.list())).toMatchObject(unavailable);
  expect(attempts).toHaveLength(31);
  expect(attempts.at(-1)).toBeGreaterThan(20_000);
});

test("without a limit, a call is retried until it is aborted, which ends a delay", async () => {
  const { users, attempts } = openClient({ retries: Infinity });
  const controller = new AbortController();
  setTimeout(() => controller.abort("enough"), 60_500);
  expect(await outcomeOf(users.list({ signal: controller.signal }))).toBe("enough");
  expect(attempts.at(-1)).toBeGreaterThan(59_000);
  expect(attempts.at(-1)).toBeLessThan(60_500);
});
