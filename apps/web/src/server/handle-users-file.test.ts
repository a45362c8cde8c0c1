import { gunzipSync } from "node:zlib";
import { adminActor, openTestApi, openTestSession } from "@roster/api/testing";
import { trustedJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { handleTrpc } from "./handle-trpc.js";
import { handleUsersFile } from "./handle-users-file.js";
import type { UsersFileRequest } from "./host.js";

const HEADERS = ["content-type", "content-disposition", "cache-control"];

/** A directory with a signed-in administrator, and a function that requests files like the browser. */
async function openDirectory() {
  const directory = await openTestApi("sqlite");
  const { api } = directory;
  const { token: session } = await openTestSession(directory);
  const ask = (
    file: Partial<UsersFileRequest["file"]> = {},
    asked: Partial<UsersFileRequest> & RequestInit = {},
  ) =>
    handleUsersFile(new Request("http://localhost/api/apps/main/users-file", asked), {
      session,
      appId: "main",
      ...asked,
      file: { format: "ndjson", gzip: false, ...file },
      handleTrpc: (request, by) =>
        handleTrpc(request, { ...by, getApi: async () => api, maxDataBytes: 65_536 }),
    });
  return {
    ...directory,
    ask,
    signOut: () => api.adminSessions.signOut(session),
    async addMany(count: number) {
      const users = Array.from({ length: count }, (_, n) => ({ id: `u${n}`, data: { n } }));
      await directory.server.users.addMany({ users });
    },
  };
}

test("exports exactly the users of the view, over all pages, in the view's order", async () => {
  await using directory = await openDirectory();
  await directory.addMany(2200);
  await directory.server.users.add({ id: "other", data: { n: 9999 } });
  const file = await directory.ask({
    search: "u",
    where: { "data.n": { gte: 100 } },
    sort: [{ path: "data.n", direction: "desc" }],
  });
  expect(HEADERS.map((name) => file.headers.get(name))).toEqual([
    "application/x-ndjson",
    'attachment; filename="users.ndjson"',
    "no-store",
  ]);
  const lines = (await file.text()).trimEnd().split("\n");
  const ids = lines.map((line) => /"id":"(\w+)"/.exec(line)?.[1]);
  expect(ids).toEqual(Array.from({ length: 2100 }, (_, n) => `u${2199 - n}`));
});

test("exports data token for token, with a filter on a large integer", async () => {
  await using directory = await openDirectory();
  const data = '{"n":9223372036854775807,"one":1.0,"10":1,"2":2}';
  await directory.server.users.add({ id: "ada", data: trustedJsonText(data) });
  await directory.server.users.add({
    id: "bob",
    data: trustedJsonText('{"n":9223372036854775806}'),
  });
  const where = { "data.n": 9_223_372_036_854_775_807n };
  for (const format of ["ndjson", "csv"] as const) {
    const text = await (await directory.ask({ format, where })).text();
    expect(text).toContain(format === "csv" ? data.replaceAll('"', '""') : `"data":${data}`);
    expect(text).not.toContain("bob");
  }
});

test("marks a compressed file by its name and media type", async () => {
  await using directory = await openDirectory();
  const admin = adminActor("main");
  const { id: appId } = await directory.as(admin).apps.add({ name: "Shop" });
  await directory.as(adminActor(appId)).users.add({ id: "zoe" });
  await directory.server.users.add({ id: "ada" });
  const file = await directory.ask({ format: "csv", gzip: true }, { appId });
  expect(HEADERS.map((name) => file.headers.get(name))).toEqual([
    "application/gzip",
    'attachment; filename="users.csv.gz"',
    "no-store",
  ]);
  const text = gunzipSync(await file.arrayBuffer()).toString();
  expect(text).toMatch(
    /^id,data,createdAt,updatedAt,status,deactivatedAt,ban,tokensValidAfter\r\nzoe,"\{\}",[^\r\n]*\r\n$/,
  );
  const plain = await directory.ask({ format: "csv" });
  expect(plain.headers.get("content-type")).toBe("text/csv");
});

test("responds with an error status before the file starts", async () => {
  await using directory = await openDirectory();
  const answers = await Promise.all([
    directory.ask({}, { session: undefined }),
    directory.ask({}, { session: "made up" }),
    directory.ask({}, { appId: "nothere" }),
    directory.ask({}, { headers: { "sec-fetch-site": "cross-site" } }),
    directory.ask({ search: "x".repeat(10_000) }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 403, 400]);
  expect(answers.map(({ headers }) => headers.get("content-disposition"))).toEqual(
    answers.map(() => null),
  );
});

test("aborts the file when its reader disconnects or signs out between pages", async () => {
  await using directory = await openDirectory();
  await directory.addMany(2200);
  // The next page may have been read ahead.
  const readAll = async (file: ReadableStreamDefaultReader | undefined) => {
    while (!(await file?.read())?.done);
  };
  const leaving = new AbortController();
  const left = (await directory.ask({}, { signal: leaving.signal })).body?.getReader();
  expect((await left?.read())?.done).toBe(false);
  leaving.abort(new Error("gone"));
  await expect(readAll(left)).rejects.toThrow();
  const file = (await directory.ask()).body?.getReader();
  expect((await file?.read())?.done).toBe(false);
  await directory.signOut();
  await expect(readAll(file)).rejects.toThrow();
});
