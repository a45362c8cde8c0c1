import { expect, test } from "vitest";
import { openTestServer } from "../test-support/server.js";
import { createClient, isRosterError } from "../index.js";

test("a server token lets a program without the secret do everything in the app", async () => {
  await using server = await openTestServer();
  const { url, apiKey } = server;
  const token = await server.connect().createServerToken({ expiresInSeconds: 60 });
  const other = createClient({ url, apiKey, token });
  await other.users.add("a");
  await other.users.remove("a");
  expect(await other.users.list()).toEqual({ users: [], nextCursor: null, previousCursor: null });
});

test("createServerToken rejects an invalid lifetime, and a client without the secret", async () => {
  await using server = await openTestServer();
  const { url, apiKey } = server;
  const withoutSecret = createClient({ url, apiKey, token: "a.b.c" });
  for (const token of [
    server.connect().createServerToken({ expiresInSeconds: 0.5 }),
    withoutSecret.createServerToken(),
  ]) {
    const error: unknown = await token.catch((thrown: unknown) => thrown);
    expect(isRosterError(error, "INVALID")).toBe(true);
  }
});
