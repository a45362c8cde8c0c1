import { adminActor, serverClaims, signToken } from "@roster/api/testing";
import { expect, test } from "vitest";
import { accepted, openTestHttp, unknownKey } from "../testing/http.js";

test("rejects an expired key, and one from elsewhere, through both surfaces", async () => {
  let now = new Date("2026-11-30T12:00:00Z");
  await using http = await openTestHttp("sqlite", { now: () => now });
  const admin = http.test.as(adminActor("main"));
  const expiresAt = "2026-11-30T12:01:00.000000Z";
  const { apiKey, secret } = await admin.apiKeys.add({ name: "key", expiresAt });
  const token = await signToken(serverClaims, secret);
  expect(await http.read(token, apiKey.key)).toEqual(accepted);
  const { key } = apiKey;
  await admin.apiKeys.update({ key, allowFrom: ["192.0.2.0/24"] });
  expect(await http.read(token, key)).toEqual(["FORBIDDEN", "NotAllowedException"]);
  await admin.apiKeys.update({ key, allowFrom: ["127.0.0.1"] });
  expect(await http.read(token, key)).toEqual(accepted);
  now = new Date(expiresAt);
  expect(await http.read(token, key)).toEqual(unknownKey);
});

test("believes what a trusted proxy says about the address, and nothing before it", async () => {
  await using http = await openTestHttp("sqlite"); // behind one proxy
  const admin = http.test.as(adminActor("main"));
  const { apiKey, secret } = await admin.apiKeys.add({ name: "key", allowFrom: ["192.0.2.0/24"] });
  const authorization = await signToken(serverClaims, secret);
  const statusFor = async (forwardedFor: string) => {
    const headers = { "x-api-key": apiKey.key, authorization, "x-forwarded-for": forwardedFor };
    return (await fetch(`${http.url}/api/v1.0/user/known/`, { headers })).status;
  };
  expect(await statusFor("192.0.2.7")).toBe(200);
  expect(await statusFor("198.51.100.1, 192.0.2.7")).toBe(200);
  expect(await statusFor("192.0.2.7, 198.51.100.1")).toBe(403);
});
