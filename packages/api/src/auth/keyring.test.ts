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
  test("honours a key that was revoked elsewhere for 5 s, counted from before the database was asked", async () => {
    await using made = await openKeyring(backend);
    const { keyring, clock, database, apiKey, codeOf } = made;
    const reading = keyring.find(apiKey);
    clock.ticks += 3000; // the answer is on its way
    await reading;
    await database.apiKeys.revoke("main", apiKey);
    clock.ticks += 2001;
    expect(await codeOf(apiKey)).toBe("UNKNOWN_API_KEY");
  });

  test("honours none of an app's keys here once all are revoked, and those of other apps still", async () => {
    await using made = await openKeyring(backend);
    const { keyring, database, apiKey, codeOf } = made;
    const own = [apiKey, (await keyring.add("main", "second")).row.key];
    const { row } = await keyring.add("other", "first");
    for (const key of [...own, row.key]) await keyring.find(key);
    await keyring.revokeAll("main");
    for (const key of own) expect(await codeOf(key)).toBe("UNKNOWN_API_KEY");
    expect((await keyring.find(row.key)).appId).toBe("other");
    expect((await database.apiKeys.get(row.key))?.revokedAt).toBeNull();
  });

  test("asks the database for nothing that cannot be a key, and reads no token that is too long", async () => {
    await using made = await openKeyring(backend);
    const { keyring, database, apiKey, codeOf } = made;
    await database.close();
    for (const text of ["", "x".repeat(256), "x".repeat(1_000_000), "a b", "a\u0000"]) {
      expect(await codeOf(text)).toBe("UNKNOWN_API_KEY");
    }
    const authenticator = new Authenticator(keyring, database.apiKeyUses, () => new Date());
    const authorization = "a".repeat(8193);
    const refusal = await rejectionOf(authenticator.authenticate({ apiKey, authorization }));
    expect(refusal).toMatchObject({
      code: "UNAUTHENTICATED",
      message: expect.stringContaining("longer") as string,
    });
  });
});

test("whoever tries keys fills no memory: ten thousand are remembered, and the oldest is forgotten", async () => {
  await using made = await openKeyring("sqlite");
  const { keyring, database, apiKey, codeOf } = made;
  await keyring.find(apiKey);
  await database.apiKeys.revoke("main", apiKey);
  await keyring.find(apiKey); // remembered still
  for (let n = 0; n < 10_000; n += 100) {
    const guesses = Array.from({ length: 100 }, (_, m) => codeOf(`guess-${n + m}`));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(["UNKNOWN_API_KEY"]));
  }
  expect(await codeOf(apiKey)).toBe("UNKNOWN_API_KEY");
});
