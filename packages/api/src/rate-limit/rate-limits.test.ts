import { describe, expect, test } from "vitest";
import type { RateStatus } from "./token-bucket.js";
import {
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
  return { told, get: () => users.getMany({ ids: ["a"] }) };
}

describe.each(backends)("limits on %s", (backend) => {
  test.each([false, true])("an app over its limit does not affect another (shared: %s)", async (isShared) => {
    await using api = await openTestApi(backend, { rates: { ...none, perApp: 10, isShared } });
    const admin = api.as({ kind: "admin", appId: "main" });
    const app = await admin.apps.add({ name: "Other" });
    const other = await api.as({ kind: "admin", appId: app.id }).apiKeys.add({ name: "k" });
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
    await using api = await openTestApi(backend, { rates: { ...none, perApp: 240, perUser: 10 }, now });
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
});
