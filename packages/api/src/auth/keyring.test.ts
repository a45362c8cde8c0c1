import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf } from "../testing.js";
import { Authenticator } from "./authenticator.js";
import { Keyring } from "./keyring.js";
import { SecretBox } from "./secret-box.js";

async function openKeyring(backend: (typeof backends)[number]) {
  const { database, masterKey, apiKey, ...opened } = await openTestApi(backend);
  const clock = { ticks: 1000 };
  const keyring = new Keyring(database.apiKeys, new SecretBox(masterKey), () => clock.ticks);
  return {
    keyring,
    clock,
    database,
    apiKey,
    codeOf: async (key: string) => (await rejectionOf(keyring.find(key))).code,
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

describe.each(backends)("the keyring on %s", (backend) => {
  test("accepts a key revoked elsewhere for at most 5 s, counted from before the query", async () => {
    await using made = await openKeyring(backend);
    const { keyring, clock, database, apiKey, codeOf } = made;
    const reading = keyring.find(apiKey);
    clock.ticks += 3000; // while the query is running
    await reading;
    await database.apiKeys.revoke("main", apiKey);
    clock.ticks += 2001;
    expect(await codeOf(apiKey)).toBe("UNKNOWN_API_KEY");
  });

  test("rejects all keys of an app at once after revoking them, and still accepts those of other apps", async () => {
    await using made = await openKeyring(backend);
    const { keyring, database, apiKey, codeOf } = made;
    const own = [apiKey, (await keyring.add("main", { name: "second" })).row.key];
    const { row } = await keyring.add("other", { name: "first" });
    for (const key of [...own, row.key]) await keyring.find(key);
    await keyring.revokeAll("main");
    for (const key of own) expect(await codeOf(key)).toBe("UNKNOWN_API_KEY");
    expect((await keyring.find(row.key)).appId).toBe("other");
    expect((await database.apiKeys.get(row.key))?.revokedAt).toBeNull();
  });

  test("looks up nothing that cannot be a key, and parses no token that is too long", async () => {
    await using made = await openKeyring(backend);
    const { keyring, database, apiKey, codeOf } = made;
    await database.close();
    for (const text of ["", "x".repeat(256), "x".repeat(1_000_000), "a b", "a\u0000"]) {
      expect(await codeOf(text)).toBe("UNKNOWN_API_KEY");
    }
    const authenticator = new Authenticator(keyring, database.apiKeyUses, {
      now: () => new Date(),
      leewaySeconds: 30,
    });
    const authorization = "a".repeat(8193);
    const rejection = await rejectionOf(authenticator.authenticate({ apiKey, authorization }));
    expect(rejection).toMatchObject({
      code: "UNAUTHENTICATED",
      message: expect.stringContaining("longer") as string,
    });
  });
});

test("guessed keys cannot fill memory: ten thousand are cached, then the oldest is dropped", async () => {
  await using made = await openKeyring("sqlite");
  const { keyring, database, apiKey, codeOf } = made;
  await keyring.find(apiKey);
  await database.apiKeys.revoke("main", apiKey);
  await keyring.find(apiKey); // still cached
  for (let n = 0; n < 10_000; n += 100) {
    const guesses = Array.from({ length: 100 }, (_, m) => codeOf(`guess-${n + m}`));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(["UNKNOWN_API_KEY"]));
  }
  expect(await codeOf(apiKey)).toBe("UNKNOWN_API_KEY");
});
