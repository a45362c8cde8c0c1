import { afterAll, beforeAll, expect, test } from "vitest";
import { createDataFolder, type ServerProcess, startServerProcess } from "../testing/server.js";
import {
  openRawConnection,
  type RawResponse,
  type RawConnection,
  signRaw,
} from "../testing/raw-http.js";

const folder = createDataFolder();
let server: ServerProcess;
let connection: RawConnection;
let port: number;

beforeAll(async () => {
  server = await startServerProcess(folder.path);
  port = Number(new URL(server.ready.apiUrl).port);
  connection = await openRawConnection(port, "127.0.0.1");
});

afterAll(async () => {
  connection[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const head = (line: string, claims: string, lines: readonly string[] = []) => {
  const token = signRaw('{"alg":"HS256"}', claims, server.credentials.apiSecret);
  const key = `api_key=${server.credentials.apiKey}`;
  const all = [line.replace("KEY", key), "Host: x", `Authorization: ${token}`, ...lines];
  return `${all.join("\r\n")}\r\n\r\n`;
};
const anything = '{"resource":"*","action":"*"}';
const post = (lines: readonly string[]) =>
  head("POST /api/v1.0/user/?KEY HTTP/1.1", anything, lines);

test("accepts a body in any packets and chunks, even split within a character", async () => {
  const bytes = Buffer.from('{"id":"pieces","data":{"t":"é😀"}}');
  const pieces = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
  const whole = await connection.send(post([`Content-Length: ${bytes.length}`]), ...pieces);
  expect([whole.status, whole.body["data"]]).toEqual([201, { t: "é😀" }]);
  await connection.send(head("DELETE /api/v1.0/user/pieces/?KEY HTTP/1.1", anything));
  const chunks = pieces.map((piece) =>
    Buffer.concat([Buffer.from("1\r\n"), piece, Buffer.from("\r\n")]),
  );
  const chunked = await connection.send(
    post(["Transfer-Encoding: chunked"]),
    ...chunks,
    "0\r\n\r\n",
  );
  expect([chunked.status, chunked.body["data"]]).toEqual([201, { t: "é😀" }]);
});

test.each([
  ["with no content type", []],
  ["with another content type", ["Content-Type: text/plain"]],
])("a body is read %s", async (title, lines) => {
  const body = `{"id":"${title.replaceAll(" ", "-")}"}`;
  const { status } = await connection.send(
    post([...lines, `Content-Length: ${body.length}`]) + body,
  );
  expect(status).toBe(201);
});

test("keeps idle connections for longer than the 60 s of the SDKs", async () => {
  const { headers } = await connection.send(head("GET /api/v1.0/user/x/?KEY HTTP/1.1", anything));
  const [, seconds] = /timeout=(\d+)/.exec(headers.get("keep-alive") ?? "") ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

test.each(["127.0.0.1", "::1"])("serves REST on %s", async (host) => {
  using other = await openRawConnection(port, host);
  const { status } = await other.send(head("GET /api/v1.0/user/x/?KEY HTTP/1.1", anything));
  expect(status).toBe(404);
});

test.each([
  ["read", [404, 403, 403]],
  ["write", [403, 404, 403]],
  ["delete", [403, 403, 404]],
  ["*", [404, 404, 404]],
])("a server token for the action %s allows only that action", async (action, statuses) => {
  const claims = `{"resource":"users","action":"${action}","feed_id":"*"}`;
  const answers: RawResponse[] = [];
  for (const method of ["GET", "PUT", "DELETE"]) {
    const length = method === "PUT" ? ["Content-Length: 2"] : [];
    const line = `${method} /api/v1.0/user/nobody/?KEY HTTP/1.1`;
    answers.push(
      await connection.send(head(line, claims, length) + (method === "PUT" ? "{}" : "")),
    );
  }
  expect(answers.map(({ status }) => status)).toEqual(statuses);
});

test.each([
  ["an unknown path", "GET /api/nothing HTTP/1.1", 404, 16],
  ["a feed", "GET /api/v1.0/feed/user/john/?KEY HTTP/1.1", 403, 17],
  ["an unsupported method", "PATCH /api/v1.0/user/x/?KEY HTTP/1.1", 405, 17],
  ["a wrong API key", "GET /api/v1.0/user/x/?api_key=nosuch HTTP/1.1", 401, 2],
])("rejects %s with a JSON error object", async (_, line, status, code) => {
  const { status: answered, body, headers } = await connection.send(head(line, anything));
  expect([answered, body["status_code"], body["code"]]).toEqual([status, status, code]);
  expect(headers.get("content-type")).toBe("application/json");
  expect(body["detail"] && body["exception"]).toEqual(expect.any(String));
});

test.each([
  ["with claims only for feeds", '{"resource":"feed","action":"*"}'],
  ["that has expired", '{"resource":"*","action":"*","exp":1}'],
  ["with neither a resource nor a user", '{"action":"*","user_id":"*"}'],
])("a token %s is rejected with status 401 and code 3", async (_, claims) => {
  const line = "GET /api/v1.0/user/x/?KEY HTTP/1.1";
  const { status, body } = await connection.send(head(line, claims));
  expect([status, body["code"], body["exception"]]).toEqual([401, 3, "SignatureException"]);
});

test.each([
  ["with a wrong token", "POST /api/v1.0/users/?KEY HTTP/1.1", '{"resource":"feed"}', 401],
  ["without a route", "POST /api/v1.0/reaction/?KEY HTTP/1.1", anything, 403],
])(
  "lets a client %s send its large body before it is rejected",
  async (_, line, claims, status) => {
    using other = await openRawConnection(port, "127.0.0.1");
    const announced = [`Content-Length: ${10 * 65_536}`];
    const pieces = Array.from({ length: 10 }, () => Buffer.alloc(65_536));
    const rejected = await other.send(head(line, claims, announced), ...pieces);
    expect(rejected.status).toBe(status);
    const next = await other.send(head("GET /api/v1.0/user/x/?KEY HTTP/1.1", anything));
    expect(next.status).toBe(404);
    const waiting = await other.send(head(line, claims, [...announced, "Expect: 100-continue"]));
    expect(waiting.status).toBe(status);
  },
);

test("rejects a body that is too large or not UTF-8 with a JSON error object", async () => {
  using first = await openRawConnection(port, "::1");
  const large = await first.send(post([`Content-Length: ${2 ** 40}`]), "{");
  expect([large.status, large.body["code"]]).toEqual([413, 18]);
  const latin = Buffer.from('{"id":"latin","data":{"t":"é"}}', "latin1");
  const answer = await connection.send(post([`Content-Length: ${latin.length}`]), latin);
  expect([answer.status, answer.body["code"]]).toEqual([400, 4]);
});

test("allows pages from any origin to send what the JavaScript SDK sends", async () => {
  const asked = "authorization,content-type,stream-auth-type,x-stream-client";
  const lines = [
    "OPTIONS /api/v1.0/user/john/ HTTP/1.1",
    "Host: x",
    "Origin: https://app.example",
    "Access-Control-Request-Method: PUT",
    `Access-Control-Request-Headers: ${asked}`,
  ];
  const { status, headers } = await connection.send(`${lines.join("\r\n")}\r\n\r\n`);
  expect([status, headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  const list = (name: string) => headers.get(name)?.toLowerCase().split(/, */);
  expect(list("access-control-allow-headers")).toEqual(expect.arrayContaining(asked.split(",")));
  expect(list("access-control-allow-methods")).toEqual(
    expect.arrayContaining(["get", "post", "put", "delete"]),
  );
  const line = "GET /api/v1.0/user/x/?KEY HTTP/1.1";
  const rejected = await connection.send(head(line, anything, ["Origin: https://app.example"]));
  expect(rejected.headers.get("access-control-allow-origin")).toBe("*");
});
