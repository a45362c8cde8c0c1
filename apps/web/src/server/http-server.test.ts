import { once } from "node:events";
import { type IncomingMessage, type RequestListener, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { listen } from "@roster/http";
import { expect, test } from "vitest";
import { createDashboardServers, dashboardLimits } from "./http-server.js";

async function serve(limits: Partial<typeof dashboardLimits> = {}) {
  const listener: RequestListener = (_, response) => response.end("here");
  const create = createDashboardServers(listener, { ...dashboardLimits, ...limits });
  const listening = await listen(create, { host: "127.0.0.1", port: 0 });
  const { port } = listening;
  return {
    url: `http://127.0.0.1:${port}`,
    connect: () => connect(port, "127.0.0.1"),
    /** Everything that the server sends before it closes the connection. */
    read: async (sent: string) => {
      const socket = connect(port, "127.0.0.1");
      socket.write(sent);
      let received = "";
      socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
      await once(socket, "close");
      return received.toLowerCase();
    },
    /** Sends exactly this path, in which fetch() would resolve the dots. */
    send: async (line: string, body: Buffer, headers: Record<string, string | number>) => {
      const [method = "", path = ""] = line.split(" ");
      const request = httpRequest({ host: "127.0.0.1", port, method, path, headers });
      request.end(body).on("error", () => {}); // the server may close before it has read the body
      const [response] = (await once(request, "response")) as [IncomingMessage]; // as Node documents
      return { status: response.statusCode, body: await text(response) };
    },
    [Symbol.asyncDispose]: async () => void (await listening.close(0)),
  };
}

test("closes a connection whose request does not arrive in time", async () => {
  const brief = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 };
  await using server = await serve(brief);
  expect(await server.read("GET / HTTP/1.1\r\nHost:")).toMatch(/^http\/1\.1 408 /);
});

test.each([
  ["in all", { maxConnections: 1 }, 503],
  ["of one address", { maxConnectionsPerAddress: 1 }, 429],
])(
  "limits the connections %s, and accepts another once one is closed",
  async (_, limits, status) => {
    await using server = await serve(limits);
    const first = server.connect();
    await once(first, "connect");
    const rejected = await server.read("GET /api/trpc/users.list HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(rejected).toMatch(new RegExp(`^http/1\\.1 ${status} `));
    expect(rejected).toContain(`"httpstatus":${status}`);
    first.destroy();
    await expect.poll(async () => (await fetch(server.url)).status).toBe(200);
  },
);

test("rejects a head of more than 16 KiB", async () => {
  await using server = await serve();
  const ask = async (bytes: number) => (await fetch(`${server.url}/?${"a".repeat(bytes)}`)).status;
  expect(await ask(16_000)).toBe(200);
  expect(await ask(16_384)).toBe(431);
});

test.each([
  ["POST /sign-in", 65_536, 200],
  ["POST /sign-in", 65_537, 413],
  ["PUT /apps/main/users", 20_000_000, 413],
  ["POST /api/nosuch", 20_000_000, 413],
  ["POST /api/trpc/%2e%2e/%2e%2e/sign-in", 20_000_000, 413],
  ["POST /api/trpc/../../sign-in", 20_000_000, 413],
  ["POST /api/trpc/users.add,users.get?batch=1", 20_000_000, 200],
])("%s with %i bytes is %i", async (line, bytes, status) => {
  await using server = await serve();
  const response = await server.send(line, Buffer.alloc(bytes), { "content-length": bytes });
  expect(response.status).toBe(status);
  expect(response.body).toContain(status === 413 ? "TOO_LARGE" : "here");
});

test("lets no cache keep what a route handler returns", async () => {
  await using server = await serve();
  const { headers } = await fetch(`${server.url}/api/nosuch`);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("rejects a form of unknown length", async () => {
  await using server = await serve();
  const chunked = { "transfer-encoding": "chunked" };
  const response = await server.send("POST /sign-in", Buffer.from("password="), chunked);
  expect(response).toMatchObject({ status: 400, body: expect.stringContaining("content-length") });
});

const head = "POST /api/trpc/users.add HTTP/1.1\r\nHost: x\r\n";

test.each([
  ["a coding before chunked", `${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 400],
  ["two lengths", `${head}Content-Length: 0\r\nContent-Length: 40\r\n\r\n`, 400],
  ["a long head", `${head}X-A: ${"a".repeat(17_000)}\r\n\r\n`, 431],
])(
  "rejects %s, closes the connection and lets no cache keep the response",
  async (_, sent, status) => {
    await using server = await serve();
    const received = await server.read(sent);
    expect(received).toMatch(new RegExp(`^http/1\\.1 ${status} `));
    expect(received).toContain("\r\ncache-control: no-store\r\n");
    expect(received).toContain("\r\nx-content-type-options: nosniff\r\n");
  },
);
