import { describe, expect, test } from "vitest";
import type { RateStatus } from "./token-bucket.js";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverClaims,
  signToken,
  type TestApi,
} from "../testing.js";

const none = { perApp: 0, perKey: 0, perUser: 0, isShared: false };

const now = () => new Date("2026-11-26T12:00:00Z");

/** Makes calls with the credentials, and records the reported rate status. */
function callAs({ api }: TestApi, apiKey: string, authorization: string) {
  const told: RateStatus[] = [];
  const request = { requestId: "r", onRate: (status: RateStatus) => void told.push(status) };
  const { users } = api.createCaller(api.createContext({ credentials: { apiKey, authorization } }, request)); // prettier-ignore
  return { told, users, get: () => users.getMany({ ids: ["a"] }) };
}

describe.each(backends)("limits on %s", (backend) => {
  test.each([false, true])("an app over its limit does not affect another (shared: %s)", async (isShared) => {
    await using api = await openTestApi(backend, { rates: { ...none, perApp: 10, isShared } });
    const admin = api.as(adminActor("main"));
    const app = await admin.apps.add({ name: "Other" });
    const other = await api.as(adminActor(app.id)).apiKeys.add({ name: "k" });
    const one = callAs(api, api.apiKey, await signToken(serverClaims, api.apiSecret));
    for (let call = 0; call < 10; call += 1) await one.get();
    const rejection = await rejectionOf(one.get());
    expect(rejection.code).toBe("RATE_LIMITED");
    expect(rejection.details).toEqual({ retryAfterSeconds: expect.closeTo(6, 0) });
    expect(rejection.message).toMatch(/^This app may make 10 calls per minute; retry in \d/);
    const second = callAs(api, other.apiKey.key, await signToken(serverClaims, other.secret));
    await second.get();
    await admin.users.getMany({ ids: ["a"] }); // the dashboard's administrator has no limit
    expect(one.told.at(-1)).toMatchObject({ limit: 10, remaining: 0 });
  }); // prettier-ignore

  test("a user over its limit does not affect other users of the app", async () => {
    await using api = await openTestApi(backend, { rates: { ...none, perApp: 240, perUser: 10 }, now, userReads: "all" });
    const sign = (claims: Record<string, unknown>) => signToken(claims, api.apiSecret);
    const user = callAs(api, api.apiKey, await sign({ user_id: "a" }));
    const again = callAs(api, api.apiKey, await sign({ user_id: "a", iat: 1 }));
    for (let call = 0; call < 10; call += 1) await (call % 2 ? user : again).get();
    for (let call = 0; call < 5; call += 1) {
      expect((await rejectionOf(user.get())).message).toMatch(/^This user may make 10 calls/);
    }
    const server = callAs(api, api.apiKey, await sign(serverClaims));
    await server.get();
    expect(server.told).toEqual([{ limit: 240, remaining: 9, resetAt: expect.any(Number), waitMs: 0 }]);
  }); // prettier-ignore

  test("a key has its own limit", async () => {
    await using api = await openTestApi(backend, { rates: { ...none, perKey: 10 } });
    const caller = callAs(api, api.apiKey, await signToken(serverClaims, api.apiSecret));
    for (let call = 0; call < 10; call += 1) await caller.get();
    expect((await rejectionOf(caller.get())).message).toMatch(/^This API key may make 10 calls/);
  });

  test.each([false, true])("a key can have a lower limit of its own, which can change (shared: %s)", async (isShared) => {
    await using api = await openTestApi(backend, { rates: { ...none, perKey: 120, isShared }, now });
    const { apiKeys } = api.as(adminActor("main"));
    const { apiKey, secret } = await apiKeys.add({ name: "k", ratePerMinute: 600 });
    const { key } = apiKey;
    const { get, told } = callAs(api, key, await signToken({ user_id: "a" }, secret));
    const limitAt = async (ratePerMinute: number | null) => {
      await apiKeys.update({ key, ratePerMinute });
      await get();
      return told.at(-1)?.limit;
    };
    await get();
    expect(told.at(-1)?.limit).toBe(120);
    expect(await limitAt(60)).toBe(60);
    expect(await limitAt(90)).toBe(90);
    expect(await limitAt(null)).toBe(120);
    await apiKeys.update({ key, ratePerMinute: 1 });
    const rejection = await rejectionOf(get().then(get));
    expect(rejection.message).toMatch(/^This API key may make 1 calls/);
  }); // prettier-ignore

  test("a scan of a user counts as 20 calls, and other calls by the number of their users", async () => {
    await using api = await openTestApi(backend, {
      rates: { ...none, perUser: 600 },
      now,
      userReads: "all",
    });
    await api.as(adminActor("main")).indexes.add({ path: "data.age" });
    const token = await signToken({ user_id: "a" }, api.apiSecret);
    const { users, told } = callAs(api, api.apiKey, token);
    const ids = Array.from({ length: 250 }, (_, index) => `user-${index}`);
    const counted: [number, () => Promise<unknown>][] = [
      [1, () => users.get({ id: "a" }).catch(() => {})],
      [1, () => users.list({})],
      [1, () => users.list({ sort: [{ path: "id", direction: "desc" }] })],
      [1, () => users.list({ sort: [{ path: "data.age" }] })],
      [20, () => users.list({ sort: [{ path: "data.name" }] })],
      [20, () => users.list({ sort: [{ path: "createdAt" }, { path: "id", direction: "desc" }] })],
      [20, () => users.list({ where: { id: "a" } })],
      [20, () => users.list({ search: "a" })],
      [20, () => users.list({ count: "capped" })],
      [3, () => users.getMany({ ids })],
    ];
    let remaining = 200;
    for (const [calls, call] of counted) {
      await call();
      remaining -= calls;
      expect(told.at(-1)).toMatchObject({ limit: 600, remaining });
    }
    for (; remaining >= 20; remaining -= 20) await users.list({ search: "a" });
    const { code, message, details } = await rejectionOf(users.list({ search: "a" }));
    expect(code).toBe("RATE_LIMITED");
    expect(message).toMatch(
      /^This user may make 600 calls per minute, and this one counts as 20; retry in/,
    );
    // It took one call before its input was known, which it will need again.
    expect(details).toEqual({ retryAfterSeconds: (20 - remaining + 1) / 10 });
  });

  test("a call that the app's bucket rejects takes nothing from the user's", async () => {
    let time = now().getTime();
    const rates = { ...none, perApp: 480, perUser: 120 }; // bursts of 40
    await using api = await openTestApi(backend, {
      rates,
      now: () => new Date(time),
      userReads: "all",
    });
    const server = callAs(api, api.apiKey, await signToken(serverClaims, api.apiSecret));
    const user = callAs(api, api.apiKey, await signToken({ user_id: "a" }, api.apiSecret));
    for (let call = 0; call < 10; call += 1) await server.get();
    await user.users.list({ search: "a" });
    const rejection = await rejectionOf(user.users.list({ search: "a" }));
    expect(rejection.message).toMatch(/^This app may make/);
    time += 5_000; // the app's bucket is full again, and the user's has ten calls more
    await user.get();
    expect(user.told.at(-1)).toMatchObject({ limit: 120, remaining: 28 });
  });

  test("a call that counts as more than a burst takes a full bucket", async () => {
    await using api = await openTestApi(backend, {
      rates: { ...none, perUser: 10 },
      now,
      userReads: "all",
    });
    const user = callAs(api, api.apiKey, await signToken({ user_id: "a" }, api.apiSecret));
    await user.users.list({ search: "a" });
    expect(user.told.at(-1)).toMatchObject({ limit: 10, remaining: 0 });
  });
});
