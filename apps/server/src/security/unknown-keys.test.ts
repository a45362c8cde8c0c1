import { backends, serverClaims, signToken } from "@roster/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHttp, type TestHttp, unknownKey } from "../testing/http.js";

describe.each(backends)("on %s", (backend) => {
  let http: TestHttp;
  let token: string;
  beforeAll(async () => {
    http = await openTestHttp(backend);
    token = await signToken(serverClaims, http.test.apiSecret);
  });
  afterAll(() => http[Symbol.asyncDispose]());

  test.each(["", "no-such-key", "é", "a b", "x".repeat(256), "x".repeat(9000), "' OR 1=1"])(
    "the key %j is unknown, and no fault of the server",
    async (apiKey) => {
      expect(await http.read(token, apiKey)).toEqual(unknownKey);
    },
  );

  test.each(["%00", "%ED%A0%80", "%FF", "a%00b"])(
    "the key %s of an address is unknown, and no fault of the server",
    async (encoded) => {
      const url = `${http.url}/api/v1.0/user/known/?api_key=${encoded}`;
      const answer = await fetch(url, { headers: { authorization: token } });
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: 2 }]);
    },
  );
});
