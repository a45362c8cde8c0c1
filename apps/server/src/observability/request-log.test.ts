import { once } from "node:events";
import { connect } from "node:net";
import { FIRST_APP_ID } from "@roster/api";
import { expect, test } from "vitest";
import { createDataFolder, serverToken, startServerProcess } from "../testing/server.js";

interface Line {
  readonly requestId: string;
  readonly traceId?: string;
  readonly msg: string;
}

const linesOf = (log: string) =>
  log
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

test("logs one line per request at level info, without users or secrets", async () => {
  using folder = createDataFolder();
  const server = await startServerProcess(folder.path, { ROSTER_LOG_LEVEL: "info" });
  const { apiUrl } = server.ready;
  const { apiKey, apiSecret } = server.credentials;
  await server.call("users.add", { id: "jane-doe", data: { email: "jane@example.com" } });
  await server.call("users.get,users.get?batch=1", { 0: { id: "jane-doe" }, 1: { id: "jim" } });
  const query = `api_key=${apiKey}`;
  const rest = await fetch(`${apiUrl}/api/v1.0/user/jane-doe/?${query}`);
  const nowhere = await fetch(`${apiUrl}/users/jane-doe?${query}`);
  const { error } = (await nowhere.json()) as { error: { data: { requestId: string } } }; // our own API
  await server[Symbol.asyncDispose]();

  const log = server.log();
  const by = { app: FIRST_APP_ID, actor: "server" };
  const both = ["users.get", "users.get: NOT_FOUND"];
  const ms = expect.any(Number) as number;
  expect(linesOf(log)).toEqual([
    line({ method: "POST", surface: "trpc", status: 200, calls: ["users.add"], ms, ...by }),
    line({
      method: "POST",
      surface: "trpc",
      status: 207,
      calls: expect.arrayContaining(both) as string[],
      ms,
      ...by,
    }),
    line({
      method: "GET",
      surface: "rest",
      status: 401,
      calls: ["users.get: UNAUTHENTICATED"],
      ms,
    }),
    line({ method: "GET", surface: "other", status: 404, calls: [], ms }),
  ]);
  const [, , third, fourth] = linesOf(log);
  expect(third?.requestId).toBe(rest.headers.get("x-request-id"));
  expect(fourth?.requestId).toBe(error.data.requestId);
  for (const secret of ["jane", "jim", apiKey, apiSecret, server.ready.newAdminPassword ?? ""]) {
    expect(log).not.toContain(secret);
  }
});

const line = (fields: object) =>
  expect.objectContaining({ level: 30, msg: "request completed", ...fields }) as Line;

test.each([
  ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "4bf92f3577b34da6a3ce929d0e0e4736"],
  [
    "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later",
    "4bf92f3577b34da6a3ce929d0e0e4736",
  ],
  ["00-00000000000000000000000000000000-00f067aa0ba902b7-01", undefined],
  ["ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", undefined],
  ["user jane-doe", undefined],
])("takes only the trace id from the caller's traceparent %s", async (traceparent, traceId) => {
  using folder = createDataFolder();
  const server = await startServerProcess(folder.path, { ROSTER_LOG_LEVEL: "info" });
  await fetch(`${server.ready.apiUrl}/healthz`, { headers: { traceparent } });
  await server[Symbol.asyncDispose]();
  expect(linesOf(server.log()).map((shown) => shown.traceId)).toEqual([traceId]);
  expect(server.log()).not.toContain("jane-doe");
});

test("reports a client that disconnects before the response", async () => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path, { ROSTER_LOG_LEVEL: "info" });
  const socket = connect(Number(new URL(server.ready.apiUrl).port), "127.0.0.1");
  await once(socket, "connect");
  const { apiKey, apiSecret } = server.credentials;
  const headers = [
    "host: roster",
    `x-api-key: ${apiKey}`,
    `authorization: ${serverToken(apiSecret)}`,
    "content-type: application/json",
    "content-length: 9",
    "expect: 100-continue",
  ];
  socket.write(`POST /trpc/users.add HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`);
  await once(socket, "data"); // "100 Continue": the request has begun
  socket.destroy();
  while (server.log() === "") await once(server.process.stderr ?? socket, "data");
  expect(linesOf(server.log())).toMatchObject([
    { method: "POST", surface: "trpc", msg: "client disconnected before the response" },
  ]);
});

test("does not log requests by default", async () => {
  using folder = createDataFolder();
  const server = await startServerProcess(folder.path);
  await server.call("users.add", { id: "jane-doe" });
  await server[Symbol.asyncDispose]();
  expect(server.log()).toBe("");
});
