import { describe, expect, test } from "vitest";
import { backends, openTestApi, serverActor } from "../testing.js";
import { protocols, sendTrpc } from "../trpc/testing/send-trpc.js";

const actor = serverActor("main");

describe.each(backends)("an export of a user on %s", (backend) => {
  test.each(protocols)("is a result like any other of a %s request", async (protocol) => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "ada" });
    const call = { path: "users.export", input: '{"id":"ada"}' };
    const others = [
      { path: "users.get", input: '{"id":"ada"}' },
      { path: "users.export", input: '{"id":"nobody"}' },
    ];
    const text = await sendTrpc(api.api, [call, ...others, call], { actor, protocol });
    const exported = {
      result: { data: { format: "roster.user.v1", user: { id: "ada" }, idempotencyKeys: 0 } },
    };
    expect(JSON.parse(text)).toMatchObject([
      exported,
      { result: { data: { id: "ada" } } },
      { error: { data: { code: "NOT_FOUND" } } },
      exported,
    ]);
  });
});
