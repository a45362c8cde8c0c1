import { openTestApi, openTestSession } from "@roster/api/testing";
import { dehydrate, hydrate } from "@tanstack/react-query";
import { createTRPCClient } from "@trpc/client";
import type { AppRouter } from "@roster/api";
import { dataTextOf, parseJsonText, trustedJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { handleTrpc } from "@/server/handle-trpc";
import { changeTextsOf, schemaTextOf } from "./data-text";
import { losslessLink } from "./lossless-link";
import { createQueryClient } from "./query-client";

const dataText = '{"n":9223372036854775807,"one":1.0,"10":-0,"2":{"data":{"id":1e25}}}';
const data = trustedJsonText(dataText);

/** A directory, and clients that call it as the browser does: in batches and with one request per call. */
async function openDirectory() {
  const directory = await openTestApi("sqlite");
  const { api } = directory;
  const { token: session } = await openTestSession(directory);
  const caller = { session, appId: "main", getApi: async () => api, maxDataBytes: 65_536 };
  const connect = (isBatching: boolean) =>
    createTRPCClient<AppRouter>({
      links: [
        losslessLink({
          url: "http://localhost/api/trpc",
          isBatching,
          fetch: (url, init) => handleTrpc(new Request(url, init), caller),
        }),
      ],
    });
  return { ...directory, clients: [connect(true), connect(false)] };
}

test("calls send and return data token for token", async () => {
  await using directory = await openDirectory();
  for (const [index, client] of directory.clients.entries()) {
    const [added, other] = await Promise.all([
      client.users.add.mutate({ id: `a${index}`, data }),
      client.users.add.mutate({ id: `b${index}` }),
    ]);
    expect(dataTextOf(added.user)).toBe(dataText);
    expect(added.user.data["one"]).toBe(1);
    expect(other.user).toMatchObject({ id: `b${index}`, data: {} });
    const [user, { users }] = await Promise.all([
      client.users.get.query({ id: `a${index}` }),
      client.users.list.query({ where: { "data.n": 9_223_372_036_854_775_807n } }),
    ]);
    expect([user, ...users].map(dataTextOf)).toEqual(Array(index + 2).fill(dataText));
    await expect(client.users.get.query({ id: "nobody" })).rejects.toMatchObject({
      data: { code: "NOT_FOUND" },
    });
  }
});

test("calls that cost too much for one batch are sent in several", async () => {
  await using directory = await openDirectory();
  for (const client of directory.clients) {
    const pages = await Promise.all(Array.from({ length: 12 }, () => client.users.list.query({})));
    expect(pages.map(({ users }) => users)).toEqual(Array.from({ length: 12 }, () => []));
  }
});

test("a schema is sent and returned token for token", async () => {
  await using directory = await openDirectory();
  const text = '{"type":"object","properties":{"10":{"minimum":1.0},"2":{}}}';
  const [client] = directory.clients;
  await client?.apps.setDataSchema.mutate({ schema: parseJsonText(text) });
  expect(schemaTextOf(await client?.apps.getDataSchema.query())).toBe(text);
});

test("the data before and after a change reaches the browser token for token", () => {
  const server = createQueryClient();
  const before = trustedJsonText('{"one":1.00}');
  server.setQueryData(["history"], { changes: [{ seq: "2", data, before }, { seq: "1" }] });
  const browser = createQueryClient();
  hydrate(browser, dehydrate(server));
  const history = browser.getQueryData<{ changes: Parameters<typeof changeTextsOf>[0][] }>([
    "history",
  ]);
  expect(history?.changes.map(changeTextsOf)).toEqual([
    { before: before.text, after: dataText },
    { before: undefined, after: undefined },
  ]);
});

test("what the server has prefetched keeps the text of data and the integers of filters", async () => {
  await using directory = await openDirectory();
  await directory.server.users.add({ id: "ada", data });
  const where = { "data.n": 9_223_372_036_854_775_807n };
  const queryKey = ["users", { where }];
  const server = createQueryClient();
  const page = await directory.raw.users.list({ where });
  server.setQueryData(queryKey, { ...page, where });

  const browser = createQueryClient();
  hydrate(browser, dehydrate(server));
  const found = browser.getQueryData<{ users: { data: object }[]; where: object }>(queryKey);
  expect(found?.where).toEqual(where);
  expect(found?.users).toMatchObject([{ id: "ada", data: { one: 1 }, dataText }]);
});

test.each(["a proxy in between", "[", '[{"result', '{"result":{"data":"', ""])(
  "the response %j, which is not JSON, fails the call",
  async (body) => {
    const client = createTRPCClient<AppRouter>({
      links: [losslessLink({ url: "http://localhost", fetch: async () => new Response(body) })],
    });
    await expect(client.users.get.query({ id: "a" })).rejects.toMatchObject({ data: undefined });
  },
);
