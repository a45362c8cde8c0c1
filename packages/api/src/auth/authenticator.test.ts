import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverClaims,
  signToken,
  type TestApi,
} from "../testing.js";

const callAs = (api: TestApi, apiKey: string | undefined, authorization: string | undefined) =>
  api.api.createCaller(api.api.createContext({ credentials: { apiKey, authorization } }));

describe.each(backends)("credentials on %s", (backend) => {
  test("accept a token signed with the key's secret, with or without Bearer", async () => {
    await using api = await openTestApi(backend);
    const token = await signToken(serverClaims, api.apiSecret);
    for (const authorization of [token, `Bearer ${token}`, `bearer  ${token} `]) {
      const caller = callAs(api, api.apiKey, authorization);
      expect(await caller.users.list({})).toMatchObject({ users: [] });
    }
  });

  test("are rejected without a key, without a token, and with an unknown key", async () => {
    await using api = await openTestApi(backend);
    const token = await signToken(serverClaims, api.apiSecret);
    const codeFor = async (key?: string, authorization?: string) =>
      (await rejectionOf(callAs(api, key, authorization).users.list({}))).code;
    expect(await codeFor(undefined, token)).toBe("UNKNOWN_API_KEY");
    expect(await codeFor("nosuchkey", token)).toBe("UNKNOWN_API_KEY");
    expect(await codeFor(api.apiKey, undefined)).toBe("UNAUTHENTICATED");
    expect(await codeFor(api.apiKey, "Bearer ")).toBe("UNAUTHENTICATED");
    expect(await codeFor(api.apiKey, `${token}x`)).toBe("UNAUTHENTICATED");
  });

  test("stop working 30 s after the token expires, even if it was verified before", async () => {
    let now = new Date("2026-11-23T12:00:00Z");
    await using api = await openTestApi(backend, { now: () => now, userReads: "all" });
    const exp = now.getTime() / 1000 + 60;
    const caller = callAs(api, api.apiKey, await signToken({ user_id: "a", exp }, api.apiSecret));
    await caller.users.list({});
    now = new Date((exp + 30) * 1000 - 1);
    await caller.users.list({});
    now = new Date((exp + 30) * 1000);
    expect((await rejectionOf(caller.users.list({}))).code).toBe("UNAUTHENTICATED");
  });

  test("stop working immediately when the key is revoked in this process", async () => {
    await using api = await openTestApi(backend);
    const admin = api.as(adminActor("main"));
    const { apiKey, secret } = await admin.apiKeys.add({ name: "second" });
    const caller = callAs(api, apiKey.key, await signToken(serverClaims, secret));
    await caller.users.list({});
    await admin.apiKeys.revoke({ key: apiKey.key });
    expect((await rejectionOf(caller.users.list({}))).code).toBe("UNKNOWN_API_KEY");
    expect((await rejectionOf(admin.apiKeys.revoke({ key: apiKey.key }))).code).toBe("NOT_FOUND");
  });

  test("with made-up keys do not affect callers whose key was found before", async () => {
    await using api = await openTestApi(backend);
    const token = await signToken(serverClaims, api.apiSecret);
    const list = (key: string) => callAs(api, key, token).users.list({});
    await list(api.apiKey);
    const madeUp = Array.from({ length: 300 }, (_, at) => rejectionOf(list(`madeup${at}`)));
    await list(api.apiKey);
    const codes = (await Promise.all(madeUp)).map(({ code }) => code);
    expect(codes.filter((code) => code === "UNKNOWN_API_KEY")).toHaveLength(200);
    expect(codes.filter((code) => code === "UNAVAILABLE")).toHaveLength(100);
  });

  test("let a user read what its app allows and change only itself", async () => {
    await using api = await openTestApi(backend, { userReads: "all" });
    await api.server.users.add({ id: "other" });
    const user = callAs(api, api.apiKey, await signToken({ user_id: "me" }, api.apiSecret));
    await user.users.add({ id: "me", data: { n: 1 } });
    await user.users.update({ id: "me", data: { n: 2 } });
    expect((await user.users.get({ id: "other" })).id).toBe("other");
    expect((await user.users.list({})).users).toHaveLength(2);
    const rejections = [
      user.users.add({ id: "third" }),
      user.users.add({ id: "other", getOrCreate: true }),
      user.users.update({ id: "other", data: {} }),
      user.users.remove({ id: "other" }),
      user.apiKeys.list(),
      user.apps.list(),
    ].map(rejectionOf);
    for (const { code } of await Promise.all(rejections)) expect(code).toBe("FORBIDDEN");
    await user.users.remove({ id: "me" });
  });

  test("let a server token perform its action and nothing else", async () => {
    await using api = await openTestApi(backend);
    const reader = callAs(
      api,
      api.apiKey,
      await signToken({ resource: "users", action: "read" }, api.apiSecret),
    );
    await reader.users.list({});
    expect((await rejectionOf(reader.users.add({ id: "a" }))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(reader.users.remove({ id: "a" }))).code).toBe("FORBIDDEN");
  });
});
