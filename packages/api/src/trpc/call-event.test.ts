import { expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { openTestApi, rejectionOf } from "../testing.js";
import { type CallEvent, onCall } from "./call-event.js";

test("reports every call when it has ended: the procedure, the caller, the outcome and the duration", async () => {
  const events: CallEvent[] = [];
  await using made = await openTestApi("sqlite");
  const unsubscribe = onCall((call) => events.push(call));
  await made.server.users.add({ id: "a" });
  await rejectionOf(made.server.users.add({ id: "a" }));
  await rejectionOf(made.server.users.get({ id: "not there" }));
  const stranger = made.api.createContext({
    credentials: { apiKey: made.apiKey, authorization: "a.b.c" },
  });
  await rejectionOf(made.api.createCaller(stranger).users.get({ id: "a" }));
  unsubscribe();
  await made.server.users.add({ id: "b" });

  const seconds = expect.any(Number) as number;
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
  const call = { requestId, appId: FIRST_APP_ID, actor: "server", seconds };
  expect(events).toEqual([
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
  for (const event of events) expect(event.seconds).toBeGreaterThan(0);
});
