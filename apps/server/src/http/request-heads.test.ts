import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHttpServer, type TestHttpServer } from "../testing/http-server.js";
import { closeLongHeads } from "./http-server.js";

let server: TestHttpServer;
beforeAll(async () => {
  server = await openTestHttpServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const head = (line: string, ...lines: readonly string[]) =>
  `${[`${line} HTTP/1.1`, ...server.lines, ...lines].join("\r\n")}\r\n\r\n`;

const USERS = "/api/v1.0/users/";
const uuids = Array.from({ length: 1000 }, (_, n) => `${n}`.padStart(36, "0"));
const longIds = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(255, "0"));

describe.each([
  ["1,000 ids of 36 characters", uuids],
  ["100 ids of 255 characters", longIds],
])("%s", (_, ids) => {
  test.each([",", "%2C", "%2c"])(
    "fit into the requests of the SDKs, separated by %s",
    async (by) => {
      await server.caller.users.addMany({ users: ids.map((id) => ({ id })) });
      using connection = await server.connect();
      const found = await connection.send(head(`GET ${USERS}?api_key=x&ids=${ids.join(by)}`));
      expect(found.status).toBe(401);
      const list = `${USERS}?ids=${ids.join(by)}`;
      const { status, body } = await connection.send(head(`GET ${list}`));
      expect([status, body["users"]]).toMatchObject([200, ids.map((id) => ({ id }))]);
      const removed = await connection.send(head(`DELETE ${list}`));
      expect([removed.status, removed.body["deleted_user_ids"]]).toEqual([200, ids]);
    },
  );
});

/** The body of an error with its values replaced by their types. */
const shapeOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
    : typeof value;

const padding = (bytes: number) => `X-Padding: ${"a".repeat(bytes)}`;

/** Too many headers: an error of any surface that has nothing to do with the call. */
const tooMany = Array.from({ length: 100 }, () => "X: 1");

test.each(["GET /trpc/users.get", "GET /nosuch"])(
  "a head of more than 16 KiB for %s is 431 in the format of its surface",
  async (line) => {
    using connection = await server.connect();
    const allowed = await connection.send(head(line, padding(15_000)));
    expect(allowed.status).not.toBe(431);
    const usual = await connection.send(head(line, ...tooMany));
    const rejected = await connection.send(head(line, padding(16_384)));
    expect(rejected).toMatchObject({ status: 431, body: { error: { data: { httpStatus: 431 } } } });
    expect(shapeOf(rejected.body)).toEqual(shapeOf(usual.body));
    expect(rejected.headers.get("connection")).toBe("close");
    await connection.closed;
  },
);

test("a head of more than 64 KiB is 431 in the format of both surfaces", async () => {
  using connection = await server.connect();
  const accepted = await connection.send(head("GET /api/v1.0/user/x/", padding(64_000)));
  expect(accepted.status).toBe(404);
  const byTrpc = await connection.send(head("GET /trpc/users.get", ...tooMany));
  const rejected = await connection.send(head("GET /api/v1.0/user/x/", padding(65_536)));
  expect(rejected).toMatchObject({
    status: 431,
    body: { status_code: 431, code: 18, exception: "RequestEntityTooLargeException" },
  });
  expect(shapeOf(rejected.body)).toEqual({
    ...Object(shapeOf(accepted.body)),
    ...Object(shapeOf(byTrpc.body)),
  });
  await connection.closed;
});

test("a REST URL of more than 60,000 characters is 413", async () => {
  using connection = await server.connect();
  const { status, body } = await connection.send(head(`GET ${USERS}?ids=${"a".repeat(60_000)}`));
  expect([status, body["code"]]).toEqual([413, 18]);
});

test("a body that does not arrive is rejected in the format of its surface", async () => {
  await using impatient = await openTestHttpServer({ limits: { requestTimeout: 600 } });
  using connection = await impatient.connect();
  const lines = ["POST /api/v1.0/user/ HTTP/1.1", ...impatient.lines, "Content-Length: 9", "", ""];
  const { status, body } = await connection.send(lines.join("\r\n"));
  expect([status, Object.keys(body)]).toEqual([
    408,
    ["detail", "status_code", "code", "exception", "duration", "more_info"],
  ]);
});

test("closes the connections with the longest unfinished heads if all of them take too much memory", async () => {
  await using small = await openTestHttpServer({ limits: { maxHeadsBytes: 100_000 } });
  const { heads } = small.admission;
  const start = "GET /api/v1.0/user/x/ HTTP/1.1\r\nHost: x\r\n";
  const sizes = [20_000, 40_000, 30_000, 35_000];
  const connections = await Promise.all(sizes.map(() => small.connect()));
  const answers = connections.map((connection, at) => {
    const answer = connection.send(`${start}${padding((sizes[at] ?? 0) - start.length - 11)}`);
    answer.catch(() => {}); // of those that are still unfinished at the end
    return answer;
  });
  while (heads.bytes < 125_000) await new Promise(setImmediate);
  closeLongHeads(small.admission);
  const closed = await answers[1];
  expect(closed).toMatchObject({ status: 503, body: { exception: expect.any(String) } });
  expect(closed?.headers.get("retry-after")).toBe("1");
  await connections[1]?.closed;
  while (heads.bytes > 85_000) await new Promise(setImmediate);
  closeLongHeads(small.admission);
  connections[2]?.push("\r\n\r\n");
  expect((await answers[2])?.status).toBe(401);
  expect(heads.bytes).toBe(55_000);
  for (const connection of connections) connection[Symbol.dispose]();
});

test("does not take a body for a head", async () => {
  using connection = await server.connect();
  const lines = ["Content-Type: application/json", "Content-Length: 200000"];
  const sent = connection.send(head("POST /trpc/users.add", ...lines), Buffer.alloc(199_999, " "));
  while (server.admission.limiter.bufferedBytes < 199_999) await new Promise(setImmediate);
  expect(server.admission.heads.bytes).toBe(0);
  connection.push(" ");
  await sent;
  expect(server.admission.heads.bytes).toBe(0);
});
