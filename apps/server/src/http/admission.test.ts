import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHttpServer, type TestHttpServer } from "../testing/http-server.js";

const HEALTH = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

/** A request whose body is announced but not sent. */
const unsent = ({ lines }: TestHttpServer, length: number) =>
  [
    "POST /trpc/users.add HTTP/1.1",
    ...lines,
    "Content-Type: application/json",
    `Content-Length: ${length}`,
    "",
    "",
  ].join("\r\n");

const overloaded = { error: { data: { code: "UNAVAILABLE", details: { retryAfterSeconds: 1 } } } };

describe("at a low concurrency limit", () => {
  let server: TestHttpServer;
  beforeAll(async () => {
    server = await openTestHttpServer({
      limits: { maxRequests: 2, maxBodiesBytes: 100_000 },
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** Occupies all slots while `work` runs, as active requests do. */
  async function whileFull(work: () => Promise<void>): Promise<void> {
    const responses = [new EventEmitter(), new EventEmitter()];
    for (const response of responses) server.admission.limiter.acquire(response);
    await work();
    for (const response of responses) response.emit("close");
  }

  test("rejects a request over the limit at once, on tRPC and REST, and says how long to wait", async () => {
    await whileFull(async () => {
      using connection = await server.connect();
      const byTrpc = await connection.send(unsent(server, 0));
      expect(byTrpc).toMatchObject({ status: 503, body: overloaded });
      expect(byTrpc.headers.get("retry-after")).toBe("1");
      const byRest = await connection.send(
        ["GET /api/v1.0/user/x/ HTTP/1.1", ...server.lines, "", ""].join("\r\n"),
      );
      expect(byRest).toMatchObject({
        status: 503,
        body: { status_code: 503, code: -1, exception: "ServiceUnavailableException" },
      });
      expect(byRest.headers.get("retry-after")).toBe("1");
      const elsewhere = await connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      expect(elsewhere).toMatchObject({ status: 503, body: overloaded });
    });
    using connection = await server.connect();
    expect((await connection.send(unsent(server, 2), "{}")).status).toBe(400);
  });

  test("rejects without creating a stack trace, which would cost more than the rest of the request", async () => {
    using connection = await server.connect();
    const prepare: unknown = Reflect.get(Error, "prepareStackTrace");
    const stacks: unknown[] = [];
    await whileFull(async () => {
      Reflect.set(Error, "prepareStackTrace", (error: unknown) => stacks.push(error));
      for (const line of ["POST /trpc/users.add", "GET /api/v1.0/user/x/", "GET /"]) {
        const lines = [`${line} HTTP/1.1`, ...server.lines, "Content-Length: 0", "", ""];
        const { status } = await connection.send(lines.join("\r\n"));
        if (status !== 503) stacks.push(status);
      }
      Reflect.set(Error, "prepareStackTrace", prepare);
    });
    expect(stacks).toEqual([]);
  });

  test("keeps the connection of a rejected request and reads past its small body, whenever it arrives", async () => {
    using connection = await server.connect();
    await whileFull(async () => {
      const answer = await connection.send(unsent(server, 14), '{"id":', '"later"}');
      expect(answer).toMatchObject({ status: 503, body: overloaded });
      expect(answer.headers.get("connection")).toBe("keep-alive");
    });
    expect((await connection.send(unsent(server, 14), '{"id":"later"}')).status).toBe(200);
  });

  test("reports its health under any load", async () => {
    await whileFull(async () => {
      using connection = await server.connect();
      expect((await connection.send(HEALTH)).status).toBe(200);
    });
  });

  test("clients that do not send their bodies occupy no slots", async () => {
    const slow = await Promise.all(Array.from({ length: 5 }, () => server.connect()));
    const answers = slow.map((connection) => connection.send(unsent(server, 17)));
    using quick = await server.connect();
    expect((await quick.send(unsent(server, 14), '{"id":"quick"}')).status).toBe(200);
    for (const [at, connection] of slow.entries()) {
      connection.push(`{"id":"slow-${at}"}  `.slice(0, 17));
      expect(await answers[at]).toMatchObject({ status: 200 });
    }
    for (const connection of slow) connection[Symbol.dispose]();
    await expect.poll(() => server.admission.limiter.activeRequests).toBe(0);
  });

  test("limits the bodies in memory, but always accepts a small one", async () => {
    using first = await server.connect();
    using second = await server.connect();
    const held = first.send(unsent(server, 90_000), " ".repeat(80_000));
    await until(() => server.admission.limiter.bufferedBytes === 80_000);
    const large = await second.send(unsent(server, 40_000), " ".repeat(39_000));
    expect(large).toMatchObject({ status: 503, body: overloaded });
    using third = await server.connect();
    expect((await third.send(unsent(server, 14), '{"id":"small"}')).status).toBe(200);
    first.push(" ".repeat(10_000));
    expect((await held).status).toBe(400);
    await until(() => server.admission.limiter.bufferedBytes === 0);
  });

  test("a client that disconnects in the middle of its body releases its slot", async () => {
    const connection = await server.connect();
    connection.send(unsent(server, 100), "{").catch(() => {});
    await until(() => server.admission.limiter.bufferedBytes === 1);
    connection[Symbol.dispose]();
    await until(() => server.admission.limiter.bufferedBytes === 0);
    await expect.poll(() => server.admission.limiter.activeRequests).toBe(0);
  });
});

test("rejects and closes a connection over the limit, and accepts another once one is closed", async () => {
  await using server = await openTestHttpServer({ limits: { maxConnections: 2 } });
  const first = await server.connect();
  using second = await server.connect();
  using third = await server.connect();
  expect(await third.send(HEALTH)).toMatchObject({ status: 503, body: overloaded });
  await third.closed;
  expect((await second.send(HEALTH)).status).toBe(200);
  first[Symbol.dispose]();
  await until(() => server.admission.connections.count === 1);
  using fourth = await server.connect();
  expect((await fourth.send(HEALTH)).status).toBe(200);
});

test.each([
  ["any request", HEALTH],
  ["a preflight request", HEALTH.replace("GET", "OPTIONS")],
])("limits the connections per address, for %s", async (_, request) => {
  await using server = await openTestHttpServer({ limits: { maxConnectionsPerAddress: 1 } });
  using first = await server.connect();
  using second = await server.connect();
  const answer = await second.send(request);
  expect(answer).toMatchObject({
    status: 429,
    body: { error: { data: { code: "RATE_LIMITED" } } },
  });
  expect(answer.headers.get("retry-after")).toBe("1");
  await second.closed;
  expect((await first.send(HEALTH)).status).toBe(200);
});

describe("with short timeouts", () => {
  let server: TestHttpServer;
  beforeAll(async () => {
    server = await openTestHttpServer({ limits: { requestTimeout: 600 } });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const late = { status: 408, body: { error: { data: { code: "INVALID", retryable: true } } } };

  test("gives up on a head that does not arrive in time, however steadily it trickles in", async () => {
    using connection = await server.connect();
    const answer = connection.send("GET /healthz HTTP/1.1\r\n");
    const drip = setInterval(() => connection.push("X-A: a\r\n"), 20);
    expect(await answer).toMatchObject(late);
    clearInterval(drip);
    await connection.closed;
  });

  test("gives up on a body that does not arrive in time", async () => {
    using connection = await server.connect();
    expect(await connection.send(unsent(server, 100), "{")).toMatchObject(late);
    await connection.closed;
    await until(() => server.admission.limiter.bufferedBytes === 0);
  });

  test("closes a connection that sends nothing", async () => {
    using connection = await server.connect();
    await connection.closed;
    await until(() => server.admission.connections.count === 0);
    expect(server.logged).toEqual([]);
  });
});

test("closes a connection that its client half-closes in the middle of a request", async () => {
  await using server = await openTestHttpServer();
  using inHead = await server.connect();
  inHead.push("GET /healthz HT");
  inHead.halfClose();
  using inBody = await server.connect();
  inBody.push(unsent(server, 100));
  inBody.halfClose();
  await Promise.all([inHead.closed, inBody.closed]);
  await expect.poll(() => server.admission.limiter.activeRequests).toBe(0);
});

test("responds to pipelined requests one after the other", async () => {
  await using server = await openTestHttpServer();
  const socket = connect(server.port, "127.0.0.1");
  socket.end(HEALTH.repeat(199) + HEALTH.replace("Host: x", "Host: x\r\nConnection: close"));
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, "close");
  expect(text.split("HTTP/1.1 200 OK").length - 1).toBe(200);
});

/** Waits until an action at the other end of a socket has taken effect at this end. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}
