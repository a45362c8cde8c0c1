import { createApi } from "@roster/api";
import { adminActor, backends, serverClaims, signToken } from "@roster/api/testing";
import { describe, expect, test } from "vitest";
import { accepted, openTestHttp, readKnown, serve, unknownKey } from "../testing/http.js";

describe.each(backends)("on %s", (backend) => {
  test("rejects a revoked key at once where it was revoked, and within 5 s everywhere else", async () => {
    await using http = await openTestHttp(backend);
    let ticks = 1000;
    const { database, masterKey } = http.test;
    const log = { error() {} };
    const options = { database, masterKey, maxDataBytes: 65536, log, monotonicNow: () => ticks };
    await using other = await serve(createApi(options));
    const admin = http.test.as(adminActor("main"));
    const { apiKey, secret } = await admin.apiKeys.add({ name: "second" });
    const token = await signToken(serverClaims, secret);
    expect(await http.read(token, apiKey.key)).toEqual(accepted);
    expect(await readKnown(other.url, apiKey.key, token)).toEqual(accepted);

    await admin.apiKeys.revoke({ key: apiKey.key });
    expect(await http.read(token, apiKey.key)).toEqual(unknownKey);
    ticks += 5001;
    expect(await readKnown(other.url, apiKey.key, token)).toEqual(unknownKey);
  });

  test("replaces keys under traffic: both keys work while both are active, and no call is rejected", async () => {
    await using http = await openTestHttp(backend);
    const admin = http.test.as(adminActor("main"));
    let current = {
      apiKey: http.test.apiKey,
      token: await signToken(serverClaims, http.test.apiSecret),
    };
    const done = new AbortController();
    const running = new Set<Promise<unknown>>();
    const traffic = Array.from({ length: 4 }, async () => {
      while (!done.signal.aborted) {
        const call = http.read(current.token, current.apiKey);
        running.add(call);
        expect(await call).toEqual(accepted);
        running.delete(call);
      }
    });
    for (const round of [1, 2, 3]) {
      // As docs/security.md describes: add, switch, wait until nobody uses the old key, revoke.
      const old = current;
      const { apiKey, secret } = await admin.apiKeys.add({ name: `round ${round}` });
      current = { apiKey: apiKey.key, token: await signToken(serverClaims, secret) };
      expect(await http.read(old.token, old.apiKey)).toEqual(accepted);
      await Promise.all(Array.from({ length: 8 }, () => http.read(current.token, current.apiKey)));
      await Promise.all(running);
      await admin.apiKeys.revoke({ key: old.apiKey });
      expect(await http.read(old.token, old.apiKey)).toEqual(unknownKey);
    }
    done.abort();
    await Promise.all(traffic);
  });
});
