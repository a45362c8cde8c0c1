import type { UserExport } from "@roster/contract";
import type { Wire } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import {
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  type TestApi,
  userActor,
} from "../testing.js";
import { protocols, sendTrpc } from "../trpc/testing/send-trpc.js";

const actor = serverActor("main");

async function exportUser({ api }: TestApi, id: string): Promise<Wire<UserExport>> {
  const call = { path: "users.export", input: JSON.stringify({ id }) };
  const text = await sendTrpc(api, [call], { actor, protocol: "single" });
  const [response]: [{ result: { data: Wire<UserExport> } }] = JSON.parse(text);
  return response.result.data;
}

describe.each(backends)("an export of a user on %s", (backend) => {
  test("has the user, all changes and all events, and is logged itself", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const own = api.as(userActor("main", "ada"));
    await own.users.add({ id: "ada", data: { n: 0 }, idempotencyKey: "key" });
    for (let n = 1; n <= 120; n += 1) await users.update({ id: "ada", data: { n } });
    await users.add({ id: "bob" });
    const exported = await exportUser(api, "ada");
    expect(exported).toMatchObject({
      format: "roster.user.v1",
      user: await users.get({ id: "ada" }),
      idempotencyKeys: 1,
      events: [],
    });
    expect(exported.changes.map(({ version, data }) => [version, data])).toEqual(
      Array.from({ length: 121 }, (_, index) => [121 - index, { n: 120 - index }]),
    );
    expect((await exportUser(api, "ada")).events).toMatchObject([
      { type: "user.exported", userId: "ada", actor: { kind: "apiKey" } },
    ]);
  });

  test("of a removed user has who removed it and when; of an unknown one is NOT_FOUND", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "ada", data: { secret: 1 } });
    await users.remove({ id: "ada" });
    const { user, changes } = await exportUser(api, "ada");
    expect(user).toBeNull();
    expect(changes.map(({ type, data }) => [type, data])).toEqual([
      ["user.deleted", undefined],
      ["user.created", undefined],
    ]);
    const { raw } = api;
    expect((await rejectionOf(raw.users.export({ id: "nobody" }))).code).toBe("NOT_FOUND");
  });

  test("is written in pieces, of which only one page is in memory", async () => {
    await using api = await openTestApi(backend, { responseLimits: { maxPageBytes: 100_000 } });
    const { users } = api.server;
    const text = "x".repeat(20_000);
    for (let n = 0; n < 20; n += 1) await users.add({ id: `${n}` });
    await users.add({ id: "ada", data: { text } });
    for (let n = 0; n < 20; n += 1) await users.update({ id: "ada", data: { n, text } });
    const { responseMemory } = api.api;
    const stream = await api.raw.users.export({ id: "ada" });
    const held: number[] = [];
    let size = 0;
    for await (const chunk of stream.chunks) {
      held.push(responseMemory.heldBytes);
      size += chunk.length;
    }
    expect(size).toBeGreaterThan(21 * text.length);
    expect(Math.max(...held)).toBeLessThan(120_000);
    expect(responseMemory.heldBytes).toBe(0);
    for await (const chunk of (await api.raw.users.export({ id: "ada" })).chunks) {
      if (chunk.includes("user.updated")) break; // as when a client disconnects
    }
    expect(responseMemory.heldBytes).toBe(0);
  });

  test.each(protocols)("is a result like any other of a %s request", async (protocol) => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "ada" });
    const call = { path: "users.export", input: '{"id":"ada"}' };
    const others = [
      { path: "users.get", input: '{"id":"ada"}' },
      { path: "users.export", input: '{"id":"nobody"}' },
    ];
    const text = await sendTrpc(api.api, [call, ...others, call], { actor, protocol });
    const exported = { result: { data: { user: { id: "ada" }, changes: [{}] } } };
    expect(JSON.parse(text)).toMatchObject([
      exported,
      { result: { data: { id: "ada" } } },
      { error: { data: { code: "NOT_FOUND" } } },
      exported,
    ]);
  });
});
