import { expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import type { CallEvent } from "./call-event.js";
import { openTestApi, rejectionOf } from "../testing.js";

test("every call is told when it has ended: what it was, whose, how it ended, and how long it took", async () => {
  const all: CallEvent[] = [];
  await using made = await openTestApi("sqlite", { onCall: (call) => all.push(call) });
  await made.server.users.add({ id: "a" });
  await rejectionOf(made.server.users.add({ id: "a" }));
  await rejectionOf(made.server.users.get({ id: "not there" }));
  const stranger = made.api.createContext({
    credentials: { apiKey: made.apiKey, authorization: "a.b.c" },
  });
  await rejectionOf(made.api.createCaller(stranger).users.get({ id: "a" }));

  const seconds = expect.any(Number) as number;
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
  const call = { requestId, appId: FIRST_APP_ID, actor: "server", seconds };
  expect(all).toEqual([
    { ...call, path: "users.add", code: "OK" },
    { ...call, path: "users.add", code: "CONFLICT" },
    { ...call, path: "users.get", code: "INVALID" },
    {
      ...call,
      path: "users.get",
      code: "UNAUTHENTICATED",
      appId: undefined,
      actor: undefined,
      requestId: stranger.requestId,
    },
  ]);
  for (const ended of all) expect(ended.seconds).toBeGreaterThan(0);
});
