import { openTestDatabase } from "@roster/db/testing";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { measureKeys } from "./measure-keys.js";

const DAY = 86_400;
const NOW = 1_795_000_000;
const micros = (seconds: number) => BigInt(seconds) * 1_000_000n;

test("the 100 keys that expire first have metrics, and keys that expired a week ago do not", async () => {
  await using database = await openTestDatabase("sqlite", { clock: () => micros(NOW - 60) });
  const add = (key: string, expiresAt: number | null) => {
    const end = expiresAt === null ? null : micros(expiresAt);
    return database.apiKeys.add({ key, appId: "main", name: key, secret: "", expiresAt: end });
  };
  await add("never", null);
  await add("old", NOW - 7 * DAY - 1);
  await add("over", NOW - DAY);
  await add("revoked", NOW + 1);
  await database.apiKeys.revoke("main", "revoked");
  for (let n = 0; n < 100; n += 1) await add(`key-${n}`, NOW + DAY + n);
  database.apiKeyUses.record("over");
  await database.apiKeyUses.flush();
  const register = new Registry();
  measureKeys(register, database, () => NOW * 1000);
  const read = async () => (await register.metrics()).match(/^roster_api_key.*$/gm) ?? [];
  let lines = await read();
  for (; lines.length === 0; lines = await read()) await new Promise(setImmediate);
  expect(lines).toHaveLength(101);
  const labels = '{app="main",key="over"}';
  expect(lines).toContain(`roster_api_key_expires_in_seconds${labels} -${DAY}`);
  expect(lines).toContain(`roster_api_key_last_used_timestamp_seconds${labels} ${NOW - 60}`);
  expect(lines).toContain(`roster_api_key_expires_in_seconds{app="main",key="key-98"} ${DAY + 98}`);
});
