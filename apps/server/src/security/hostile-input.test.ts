import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHttpServer, type TestHttpServer } from "../testing/http-server.js";

let server: TestHttpServer;

beforeAll(async () => {
  server = await openTestHttpServer();
});

afterAll(() => server[Symbol.asyncDispose]());

type Chunk = string | Buffer;

const head = (line: string, ...lines: readonly string[]) =>
  `${[line, ...server.lines, ...lines].join("\r\n")}\r\n\r\n`;
const GET = 'GET /trpc/users.get?input={"id":"a"} HTTP/1.1';
const POST = "POST /trpc/users.add HTTP/1.1";
const JSON_TYPE = "Content-Type: application/json";

/** A tRPC call of `users.add` with this body. */
const add = (body: string | Buffer, ...lines: readonly string[]): Chunk[] => [
  head(POST, JSON_TYPE, `Content-Length: ${Buffer.byteLength(body)}`, ...lines),
  ...(body.length > 0 ? [body] : []),
];
const addData = (data: string) => add(`{"id":"hostile","data":${data}}`);

/** The chunks to send, the status and code of the response, and whether the connection stays open. */
type Scenario = readonly [
  title: string,
  chunks: () => readonly Chunk[],
  status: number,
  code: string,
  end: "stays" | "closes",
];

const smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

// prettier-ignore
const scenarios: readonly Scenario[] = [
  // Node's parser rejects these: the start of the next request is unknown.
  ["text that is not HTTP", () => ["hello\r\n\r\n"], 400, "INVALID", "closes"],
  ["bytes of TLS", () => [Buffer.from("160301020001", "hex")], 400, "INVALID", "closes"],
  ["HTTP/2's preface", () => ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], 400, "INVALID", "closes"],
  ["an unknown method", () => [head("JUMP / HTTP/1.1")], 400, "INVALID", "closes"],
  ["a lowercase method", () => [head("get / HTTP/1.1")], 400, "INVALID", "closes"],
  ["a NUL in the URL", () => [head("GET /\0 HTTP/1.1")], 400, "INVALID", "closes"],
  ["a NUL in a header", () => [head(GET, "X-A: a\0b")], 400, "INVALID", "closes"],
  ["a header without a name", () => [head(GET, ": a")], 400, "INVALID", "closes"],
  ["a space before a colon", () => [head(GET, "X-A : a")], 400, "INVALID", "closes"],
    ["a header that is folded over two lines", () => [head(GET, "X-A: a\r\n b")], 400, "INVALID", "closes"],
  ["non-ASCII bytes in the URL", () => [Buffer.from(head("GET /trpc/us\xc3rs HTTP/1.1"), "latin1")], 400, "INVALID", "closes"],
  ["a line that ends in LF only", () => ["GET / HTTP/1.1\nHost: x\n\n"], 400, "INVALID", "closes"],
  ["headers over 16 KiB", () => [head(GET, `X-A: ${"a".repeat(17_000)}`)], 431, "TOO_LARGE", "closes"],
  ["a URL over 16 KiB", () => [head(`GET /${"a".repeat(17_000)} HTTP/1.1`)], 431, "TOO_LARGE", "closes"],
  ["CONNECT", () => ["CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n"], 405, "METHOD_NOT_ALLOWED", "closes"],

  // The length is ambiguous: a proxy might see a different end of the request.
  ["a length and chunks", () => [head(POST, "Content-Length: 3", "Transfer-Encoding: chunked"), `0\r\n\r\n${smuggled}`], 400, "INVALID", "closes"],
  ["two lengths", () => [head(POST, "Content-Length: 0", "Content-Length: 40"), smuggled], 400, "INVALID", "closes"],
  ["two lengths in one header", () => [head(POST, "Content-Length: 0, 40"), smuggled], 400, "INVALID", "closes"],
  ["a negative length", () => [head(POST, "Content-Length: -1")], 400, "INVALID", "closes"],
  ["a length in hex", () => [head(POST, "Content-Length: 0x10")], 400, "INVALID", "closes"],
  ["an absurd length", () => [head(POST, `Content-Length: ${"9".repeat(30)}`)], 400, "INVALID", "closes"],
  ["an encoding after chunked", () => [head(POST, "Transfer-Encoding: chunked, gzip"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["an encoding that is not quite chunked", () => [head(POST, "Transfer-Encoding: xchunked"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["chunked twice", () => [head(POST, "Transfer-Encoding: chunked", "Transfer-Encoding: identity"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["a coding before chunked", () => [head(POST, JSON_TYPE, "Transfer-Encoding: gzip, chunked"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["a coding in another header than chunked", () => [head(POST, JSON_TYPE, "Transfer-Encoding: gzip", "Transfer-Encoding: chunked"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["identity before chunked", () => [head(POST, JSON_TYPE, "Transfer-Encoding: identity, chunked"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["identity", () => [head(POST, JSON_TYPE, "Transfer-Encoding: identity")], 400, "INVALID", "closes"],
  ["chunked in two headers", () => [head(POST, JSON_TYPE, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["a coding before chunked in a preflight request", () => [head("OPTIONS /trpc/users.add HTTP/1.1", "Transfer-Encoding: gzip, chunked"), `0\r\n\r\n${smuggled}`], 400, "INVALID", "closes"],
  ["a coding before chunked in a health check", () => [head("GET /healthz HTTP/1.1", "Transfer-Encoding: gzip, chunked"), `0\r\n\r\n${smuggled}`], 400, "INVALID", "closes"],
  ["chunks in HTTP/1.0", () => [head("POST /trpc/users.add HTTP/1.0", JSON_TYPE, "Transfer-Encoding: chunked"), "0\r\n\r\n"], 400, "INVALID", "closes"],
  ["a chunk without a size", () => [head(POST, JSON_TYPE, "Transfer-Encoding: chunked"), "zz\r\n"], 400, "INVALID", "closes"],
  ["a chunk with a negative size", () => [head(POST, JSON_TYPE, "Transfer-Encoding: chunked"), "-1\r\n"], 400, "INVALID", "closes"],
  ["endless chunk extensions", () => [head(POST, JSON_TYPE, "Transfer-Encoding: chunked"), `1;${"a".repeat(20_000)}\r\n`], 413, "TOO_LARGE", "closes"],

  // Node would accept these, or reject them without a body.
  ["no Host", () => ["GET / HTTP/1.1\r\n\r\n"], 400, "INVALID", "stays"],
  ["a URL over 14,000 characters", () => [head(`GET /trpc/${"a".repeat(14_000)} HTTP/1.1`)], 413, "TOO_LARGE", "stays"],
  ["101 headers", () => [head(GET, ...Array.from({ length: 98 }, (_, n) => `X-${n}: 1`))], 413, "TOO_LARGE", "stays"],
  ["900 headers", () => [head(GET, ...Array.from({ length: 900 }, () => "a:"))], 413, "TOO_LARGE", "stays"], // Node 24 rejects a thousand
  ["two tokens", () => [head(GET, "Authorization: other")], 400, "INVALID", "stays"],
  ["two tokens in a preflight request", () => [head("OPTIONS / HTTP/1.1", "Authorization: other")], 400, "INVALID", "stays"],
  ["two tokens and a small body that has not arrived", () => [head(POST, JSON_TYPE, "Content-Length: 10", "Authorization: other"), '{"id":', '"a"}'], 400, "INVALID", "stays"],
  ["two tokens and a large body that has not arrived", () => [head(POST, JSON_TYPE, "Content-Length: 20000", "Authorization: other")], 400, "INVALID", "closes"],
  ["two tokens and endless chunks", () => [head(POST, JSON_TYPE, "Transfer-Encoding: chunked", "Authorization: other")], 400, "INVALID", "closes"],
  ["two tokens and Expect: 100-continue", () => [head(POST, JSON_TYPE, "Content-Length: 10", "Expect: 100-continue", "Authorization: other")], 400, "INVALID", "closes"],
  ["two API keys", () => [head(GET, "x-api-key: other")], 400, "INVALID", "stays"],
  ["two API keys in different headers", () => [head(GET, "api_key: other")], 400, "INVALID", "stays"],
  ["two content types", () => [head(GET, JSON_TYPE, "Content-Type: text/plain")], 400, "INVALID", "stays"],
  ["two hosts", () => [head(GET, "Host: y")], 400, "INVALID", "stays"],
  ["an unknown expectation", () => [head(GET, "Expect: a-pony")], 400, "INVALID", "stays"],
  ["a compressed body", () => add(gzipSync('{"id":"a"}'), "Content-Encoding: gzip"), 400, "INVALID", "stays"],
  ["a decompression bomb", () => add(gzipSync(Buffer.alloc(900_000)), "Content-Encoding: gzip"), 400, "INVALID", "stays"],
  ["a compressed body without Content-Encoding", () => add(gzipSync('{"id":"a"}')), 400, "INVALID", "stays"],
  ["a body over the limit", () => [head(POST, JSON_TYPE, "Content-Length: 1000001")], 413, "TOO_LARGE", "closes"],
  ["an absurd announced length", () => [head(POST, JSON_TYPE, "Content-Length: 9007199254740991")], 413, "TOO_LARGE", "closes"],
  ["a chunk of absurd size", () => [head(POST, JSON_TYPE, "Transfer-Encoding: chunked"), "fffffffffff\r\n", Buffer.alloc(1_000_001)], 413, "TOO_LARGE", "closes"],
  ["bytes that are not UTF-8", () => add(Buffer.from('{"id":"\xff"}', "latin1")), 400, "INVALID", "stays"],
  ["an overlong encoding of a slash", () => add(Buffer.from('{"id":"\xc0\xaf"}', "latin1")), 400, "INVALID", "stays"],
  ["a method that the page does not support", () => [head("TRACE /trpc/users.get HTTP/1.1")], 405, "METHOD_NOT_ALLOWED", "stays"],
  ["an upgrade", () => [head("GET /x HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket")], 404, "NOT_FOUND", "stays"],
  ["an upgrade to HTTP/2", () => [head("GET /x HTTP/1.1", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk")], 404, "NOT_FOUND", "stays"],
  ["a URL with a scheme", () => [head("GET http://x/trpc/users.get HTTP/1.1")], 404, "NOT_FOUND", "stays"],
  ["a URL with .. segments", () => [head("GET /trpc/../../etc/passwd HTTP/1.1")], 404, "NOT_FOUND", "stays"],
  ["a URL with .. segments out of the docs", () => [head("GET /api/docs/../../package.json HTTP/1.1")], 404, "16", "stays"],
  ["an incomplete escape in the URL", () => [head("GET /trpc/%E0%A4%A HTTP/1.1")], 400, "INVALID", "stays"],
  ["a procedure on Object.prototype", () => [head("GET /trpc/__proto__.toString HTTP/1.1")], 404, "NOT_FOUND", "stays"],
  ["101 calls in one request", () => [head(`GET /trpc/${"users.get,".repeat(100)}users.get?batch=1 HTTP/1.1`)], 400, "INVALID", "stays"],
  ["257 nested arrays", () => addData("[".repeat(257) + "]".repeat(257)), 400, "INVALID", "stays"],
  ["100,000 unclosed arrays", () => addData("[".repeat(100_000)), 400, "INVALID", "stays"],
  ["100,000 nested objects", () => addData('{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)), 400, "INVALID", "stays"],
  ["a number that rounds to Infinity", () => addData('{"n":1e999}'), 400, "INVALID", "stays"],
  ["a number of 100,000 digits", () => addData(`{"n":${"9".repeat(100_000)}}`), 400, "INVALID", "stays"],
  ["a NUL in a string", () => addData('{"t":"\\u0000"}'), 400, "INVALID", "stays"],
  ["a lone surrogate", () => addData('{"t":"\\ud800"}'), 400, "INVALID", "stays"],
  ["__proto__ as the whole input", () => add('{"__proto__":{"id":"a"}}'), 400, "INVALID", "stays"],
  ["a REST batch of 1,001 users", () => [head("POST /api/v1.0/users/ HTTP/1.1", `Content-Length: ${JSON.stringify(tooMany).length}`), JSON.stringify(tooMany)], 400, "4", "stays"],
  ["a REST body that is an array of arrays", () => [head("POST /api/v1.0/user/ HTTP/1.1", "Content-Length: 4"), "[[]]"], 400, "4", "stays"],
  ["a REST id of 10,000 characters", () => [head(`GET /api/v1.0/user/${"a".repeat(10_000)}/ HTTP/1.1`)], 400, "4", "stays"],
];

const tooMany = { users: Array.from({ length: 1001 }, (_, n) => ({ id: `u${n}` })) };

/** The error code of either surface. */
function codeOf(body: Readonly<Record<string, unknown>>): string {
  const { error, code } = body as { error?: { data: { code: string } }; code?: number };
  return error?.data.code ?? String(code);
}

const ask = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

test.each(scenarios)("%s", async (_title, chunks, status, code, end) => {
  using connection = await server.connect();
  const answer = await connection.send(...chunks());
  expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("connection")).toBe(end === "closes" ? "close" : "keep-alive");
  await (end === "closes" ? connection.closed : connection.send(ask));
  expect(server.logged).toEqual([]);
});

test("stores prototype keys as data, and changes no object of the server", async () => {
  using connection = await server.connect();
  const data = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';
  const added = await connection.send(...add(`{"id":"proto","data":${data}}`));
  expect(JSON.stringify(added.body)).toContain(data);
  expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  const read = await connection.send(head('GET /trpc/users.get?input={"id":"proto"} HTTP/1.1'));
  expect(JSON.stringify(read.body)).toContain(data);
});

test("responds to Expect: 100-continue with 100 only if it needs the body", async () => {
  using connection = await server.connect();
  const body = '{"id":"expected"}';
  const expecting = [JSON_TYPE, "Expect: 100-continue"];
  const wanted = await connection.send(head(POST, ...expecting, `Content-Length: ${body.length}`));
  expect(wanted.status).toBe(100);
  expect((await connection.send(body)).status).toBe(200);
  const rejected = await connection.send(head(POST, ...expecting, "Content-Length: 1000001"));
  expect(rejected.status).toBe(413);
  await connection.closed;
});
