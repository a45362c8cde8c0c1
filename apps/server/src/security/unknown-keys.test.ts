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
    "rejects the unknown key %j without a server error",
    async (apiKey) => {
      expect(await http.read(token, apiKey)).toEqual(unknownKey);
    },
  );

  test.each(["%00", "%ED%A0%80", "%FF", "a%00b"])(
    "rejects the unknown key %s in a query string without a server error",
    async (encoded) => {
      const url = `${http.url}/api/v1.0/user/known/?api_key=${encoded}`;
      const response = await fetch(url, { headers: { authorization: token } });
      expect([response.status, await response.json()]).toMatchObject([401, { code: 2 }]);
    },
  );
});
