import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { MAX_REQUEST_BYTES } from "@roster/contract";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AppRouter } from "@roster/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createDataFolder,
  type ServerProcess,
  serverToken,
  startServerProcess,
} from "../testing/server.js";

const folder = createDataFolder();
let server: ServerProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startServerProcess(folder.path, {
    ROSTER_CORS_ORIGINS: "https://app.example",
    ROSTER_CORS_HEADERS: "x-b3-traceid, X-Tenant",
  });
  headers = {
    "content-type": "application/json",
    "x-api-key": server.credentials.apiKey,
    authorization: `Bearer ${serverToken(server.credentials.apiSecret)}`,
  };
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const post = (path: string, body: string | Uint8Array, more: Record<string, string> = {}) =>
  fetch(`${server.ready.apiUrl}${path}`, {
    method: "POST",
    headers: { ...headers, ...more },
    body,
  });

const codeOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { data: { code: string } } }; // our own wire format
  return error.data.code;
};

test("responds with 200 at /healthz once it is serving", async () => {
  const response = await fetch(`${server.ready.apiUrl}/healthz`);
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
});

test("listens on both loopback addresses and localhost", async () => {
  const { port } = new URL(server.ready.apiUrl);
  for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
    expect((await fetch(`http://${host}:${port}/healthz`)).status).toBe(200);
  }
});

test("serves tRPC's own client with batches", async () => {
  const client = createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${server.ready.apiUrl}/trpc`, headers })],
  });
  const ids = ["batch-1", "batch-2", "batch-3"];
  const added = await Promise.all(ids.map((id) => client.users.add.mutate({ id, data: { id } })));
  expect(added.map(({ user }) => user.data)).toEqual(ids.map((id) => ({ id })));
  const [found, missing] = await Promise.allSettled([
    client.users.get.query({ id: "batch-1" }),
    client.users.get.query({ id: "batch-4" }),
  ]);
  expect(found).toMatchObject({ status: "fulfilled", value: { id: "batch-1" } });
  expect(missing).toMatchObject({ reason: { data: { code: "NOT_FOUND", httpStatus: 404 } } });
});

test("rejects a number out of a double's range, in a body or a query, with its path", async () => {
  const body = await post("/trpc/users.add", '{"id":"n","data":{"n":[1e400]}}');
  expect(await body.json()).toMatchObject({
    error: { data: { code: "INVALID", details: { issues: [{ path: ["data", "n", 0] }] } } },
  });
  const query = encodeURIComponent('{"limit":1e400}');
  const list = await fetch(`${server.ready.apiUrl}/trpc/users.list?input=${query}`, { headers });
  expect(await codeOf(list)).toBe("INVALID");
});

test.each([
  ["invalid JSON", '{"id":', {}, 400, "INVALID"],
  ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, 400, "INVALID"],
  ["another content type", "id=a", { "content-type": "text/plain" }, 400, "INVALID"],
  ["no body", "", {}, 400, "INVALID"],
  ["a wrong API key", "{}", { "x-api-key": "nosuch" }, 401, "UNKNOWN_API_KEY"],
  ["a wrong token", "{}", { authorization: "nosuch" }, 401, "UNAUTHENTICATED"],
])("rejects %s", async (_name, body, more, status, code) => {
  const response = await post("/trpc/users.add", body, more);
  expect([response.status, await codeOf(response)]).toEqual([status, code]);
});

test.each([
  ["POST", "/trpc/users.nosuch", 404, "NOT_FOUND"],
  ["POST", "/trpc/constructor", 404, "NOT_FOUND"],
  ["POST", "/trpc/__proto__", 404, "NOT_FOUND"],
  ["PUT", "/trpc/users.get", 405, "METHOD_NOT_ALLOWED"],
  ["POST", "/trpc/%E0%A4%A", 400, "INVALID"],
  ["POST", `/trpc/${"users.get,".repeat(100)}users.get?batch=1`, 400, "INVALID"],
  ["POST", "/trpc/users.get,users.add?batch=1", 400, "INVALID"],
  ["POST", "/nosuch", 404, "NOT_FOUND"],
])("%s %s is %i", async (method, path, status, code) => {
  const response = await fetch(`${server.ready.apiUrl}${path}`, { method, headers, body: "{}" });
  expect([response.status, await codeOf(response)]).toEqual([status, code]);
});

test("rejects a body over the limit by its announced length, before it is sent", async () => {
  const status = await new Promise((resolve, reject) => {
    const request = httpRequest(`${server.ready.apiUrl}/trpc/users.add`, {
      method: "POST",
      headers: { ...headers, "content-length": "100000000" },
    });
    request.once("response", (response) => resolve(response.statusCode));
    request.once("error", reject);
    request.flushHeaders();
  });
  expect(status).toBe(413);
});

test("rejects a body that exceeds the limit while it is being sent, with both sizes", async () => {
  const part = new Uint8Array(64 * 1024).fill(0x20);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let sent = 0; sent <= MAX_REQUEST_BYTES; sent += part.length) controller.enqueue(part);
      controller.close();
    },
  });
  const response = await fetch(`${server.ready.apiUrl}/trpc/users.add`, {
    method: "POST",
    headers,
    body,
    duplex: "half",
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({
    error: { data: { code: "TOO_LARGE", details: { limitBytes: MAX_REQUEST_BYTES } } },
  });
});

test("lets only pages from the configured origins read responses, with Roster's own headers", async () => {
  const ask = (origin: string, method: string) =>
    fetch(`${server.ready.apiUrl}/trpc/users.add`, { method, headers: { origin } });
  for (const method of ["OPTIONS", "GET"]) {
    const allowed = await ask("https://app.example", method);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(allowed.headers.get("access-control-expose-headers")).toBe(
      "retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id",
    );
    const other = await ask("https://other.example", method);
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    expect(other.headers.get("access-control-expose-headers")).toBeNull();
  }
});

test("allows pages to send credentials, the headers of tracing libraries, and configured ones", async () => {
  const url = `${server.ready.apiUrl}/trpc/users.add`;
  const { status, headers: sent } = await fetch(url, { method: "OPTIONS" });
  expect(status).toBe(204);
  const credentials = "authorization, content-type, api_key, x-api-key, x-roster-actor";
  const tracing = "traceparent, tracestate, baggage, sentry-trace";
  expect(sent.get("access-control-allow-headers")?.split(", ")).toEqual(
    expect.arrayContaining(`${credentials}, ${tracing}, x-b3-traceid, X-Tenant`.split(", ")),
  );
});

test.each([
  ["/api/openapi.json", "public, max-age=300"],
  ["/api/docs", "public, max-age=300"],
  ["/api/docs/show.js", "public, max-age=300"],
  ["/", "no-store"],
  ["/healthz", "no-store"],
  ["/readyz", "no-store"],
  ["/nosuch", "no-store"],
  ["/trpc/users.list", "no-store"],
  ["/api/v1.0/user/a/", "no-store"],
])("caches may keep %s: %s", async (path, control) => {
  const response = await fetch(`${server.ready.apiUrl}${path}`, { headers });
  expect(response.headers.get("cache-control")).toBe(control);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("keeps serving after a connection breaks in the middle of a body", async () => {
  const { port } = new URL(server.ready.apiUrl);
  const socket = connect(Number(port), "127.0.0.1");
  const head = `POST /trpc/users.add HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
  socket.write(`${head}content-length: 100\r\n\r\n{"id":`);
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.destroy();
  expect((await post("/trpc/users.add", '{"id":"after"}')).status).toBe(200);
});
