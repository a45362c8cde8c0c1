import type { ApiKeySecret, UpdateApiKeyInput, Scope } from "@roster/contract";
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
import { Authenticator } from "./authenticator.js";
import { KEY_CACHE_MS, Keyring } from "./keyring.js";
import { SecretBox } from "./secret-box.js";

const admin = adminActor("main");
const START = new Date("2026-11-30T12:00:00Z");
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const timestamp = (at: Date) => at.toISOString().replace("Z", "000Z");

/** An API whose clock the test sets. */
async function openAt(backend: (typeof backends)[number]) {
  const time = { now: START };
  const api = await openTestApi(backend, { now: () => time.now });
  return { api, time, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

/** Lists users with a server token of the key, from an address. */
async function callWith({ api }: TestApi, { apiKey, secret }: ApiKeySecret, address?: string) {
  const authorization = await signToken(serverClaims, secret);
  const context = api.createContext(
    { credentials: { apiKey: apiKey.key, authorization } },
    address === undefined ? {} : { getAddress: () => address },
  );
  return api.createCaller(context).users.list({});
}

describe.each(backends)("a key on %s", (backend) => {
  test("stops working when it expires, even for a token that was verified before", async () => {
    await using opened = await openAt(backend);
    const { api, time } = opened;
    const { apiKeys } = api.as(admin);
    const expiredAt = timestamp(later(60));
    const key = await apiKeys.add({ name: "key", expiresAt: expiredAt });
    time.now = later(59.999);
    await callWith(api, key);
    time.now = later(60);
    const error = await rejectionOf(callWith(api, key));
    expect(error).toMatchObject({ code: "UNKNOWN_API_KEY", details: { expiredAt } });
    for (const expiresAt of [timestamp(START), timestamp(time.now)]) {
      const issues = [{ path: ["expiresAt"], message: "must be in the future" }];
      const past = { code: "INVALID", details: { issues } };
      expect(await rejectionOf(apiKeys.add({ name: "past", expiresAt }))).toMatchObject(past);
      const change = { key: key.apiKey.key, expiresAt };
      expect(await rejectionOf(apiKeys.update(change))).toMatchObject(past);
    }
    await apiKeys.update({ key: key.apiKey.key, expiresAt: null });
    await callWith(api, key);
  });

  test("works only from the addresses that it allows", async () => {
    await using api = await openTestApi(backend);
    const allowFrom = ["203.0.113.0/24", "192.0.2.7", "2001:db8::/32"];
    const { apiKeys } = api.as(admin);
    const key = await apiKeys.add({ name: "key", allowFrom });
    for (const address of ["203.0.113.9", "192.0.2.7", "2001:db8::1", "::ffff:192.0.2.7"]) {
      await callWith(api, key, address);
    }
    for (const address of ["203.0.114.1", "192.0.2.8", "2001:db9::1", "nonsense", undefined]) {
      const error = await rejectionOf(callWith(api, key, address));
      expect(error).toMatchObject({ code: "FORBIDDEN", message: expect.stringContaining("from") });
    }
    await apiKeys.update({ key: key.apiKey.key, allowFrom: null });
    await callWith(api, key);
  });

  test("accepts the secret before the last rotation until the overlap ends, and never two of them", async () => {
    await using opened = await openAt(backend);
    const { api, time } = opened;
    const { apiKeys } = api.as(admin);
    const first = await apiKeys.add({ name: "key" });
    const { key } = first.apiKey;
    const second = await apiKeys.rotate({ key, overlapSeconds: 60 });
    expect(second.apiKey.previousSecretUntil).toBe(timestamp(later(60)));
    time.now = later(59);
    for (const secret of [first, second]) await callWith(api, secret);
    time.now = later(60);
    expect((await rejectionOf(callWith(api, first))).code).toBe("UNAUTHENTICATED");
    await callWith(api, second);
    expect((await apiKeys.list()).apiKeys.at(-1)?.previousSecretUntil).toBeNull();
    const third = await apiKeys.rotate({ key, overlapSeconds: 60 });
    const fourth = await apiKeys.rotate({ key, overlapSeconds: 60 });
    expect((await rejectionOf(callWith(api, second))).code).toBe("UNAUTHENTICATED");
    for (const secret of [third, fourth]) await callWith(api, secret);
    const fifth = await apiKeys.rotate({ key, overlapSeconds: 0 });
    expect((await rejectionOf(callWith(api, fourth))).code).toBe("UNAUTHENTICATED");
    await callWith(api, fifth);
  });

  test("lets a token of its previous secret create nothing that lasts", async () => {
    await using opened = await openAt(backend);
    const { api, time } = opened;
    const { apiKeys } = api.as(admin);
    const scopes: Scope[] = ["keys:write", "tokens:create", "users:read"];
    const first = await apiKeys.add({ name: "key", scopes });
    const { key } = first.apiKey;
    const leaked = await signToken(serverClaims, first.secret);
    const callAs = (authorization: string) =>
      api.api.createCaller(api.api.createContext({ credentials: { apiKey: key, authorization } }));
    // Verified, and so cached, before the rotation.
    await callAs(leaked).apiKeys.list();
    await apiKeys.rotate({ key, overlapSeconds: 60 });
    const { token, expiresAt } = await callAs(leaked).tokens.create({
      kind: "server",
      action: "*",
    });
    expect(expiresAt).toBe(timestamp(later(60)));
    for (const made of [leaked, token]) {
      const caller = callAs(made);
      for (const attempt of [
        () => caller.tokens.create({ kind: "server", action: "read", expiresInSeconds: 61 }),
        () => caller.apiKeys.add({ name: "mine", scopes }),
        () => caller.apiKeys.update({ key, name: "mine" }),
        () => caller.apiKeys.rotate({ key, overlapSeconds: 0 }),
        () => caller.apiKeys.revoke({ key }),
      ]) {
        expect((await rejectionOf(attempt())).code).toBe("FORBIDDEN");
      }
    }
    time.now = later(60);
    for (const made of [leaked, token])
      expect((await rejectionOf(callAs(made).apiKeys.list())).code).toBe("UNAUTHENTICATED");
  });

  test("has its new rights in another process after 5 s, for tokens that were verified before too", async () => {
    await using api = await openTestApi(backend);
    const { database, masterKey, apiKey, apiSecret } = api;
    let ticks = 1000;
    const keyring = new Keyring(database.apiKeys, new SecretBox(masterKey), () => ticks);
    const clock = { now: () => START, leewaySeconds: 30 };
    const other = new Authenticator(keyring, database.apiKeyUses, clock);
    const tokens = [serverClaims, { user_id: "ada" }].map((one) => signToken(one, apiSecret));
    const authenticate = async () => {
      const credentials = (await Promise.all(tokens)).map((authorization) => ({ apiKey, authorization }));
      return Promise.all(credentials.map((one) => other.authenticate(one)));
    };
    const before = await authenticate();
    expect(before.map((actor) => "scopes" in actor && actor.scopes.has("users:write"))).toEqual([true, true]);
    const change: UpdateApiKeyInput = { key: apiKey, name: "New", scopes: ["users:read"], ratePerMinute: 6 };
    await api.as(admin).apiKeys.update(change);
    ticks += KEY_CACHE_MS + 1;
    const rights = { scopes: new Set(["users:read"]), ratePerMinute: 6 };
    for (const round of [await authenticate(), await authenticate()]) {
      expect(round).toEqual([
        { ...before[0], ...rights, apiKeyName: "New" },
        { ...before[1], ...rights },
      ]);
    }
  }); // prettier-ignore
});
