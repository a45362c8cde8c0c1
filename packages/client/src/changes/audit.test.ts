import { adminActor } from "@roster/api/testing";
import { expect, test } from "vitest";
import { createClient } from "../index.js";
import { openTestServer } from "../test-support/server.js";

test("only an API key with the right reads the audit log", async () => {
  await using server = await openTestServer();
  await expect(server.connect().audit.list()).rejects.toMatchObject({
    data: { code: "FORBIDDEN" },
  });
  const admin = server.as(adminActor("main"));
  const { apiKey, secret } = await admin.apiKeys.add({ name: "Auditor", scopes: ["audit:read"] });
  const auditor = createClient({ url: server.url, apiKey: apiKey.key, apiSecret: secret });
  const { nextCursor } = await auditor.audit.list({ types: ["app.added"], limit: 1 });
  expect(nextCursor).toBeNull();
});
