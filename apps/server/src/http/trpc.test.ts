import { once } from "node:events";
import type { Server } from "node:http";
import { openTestApi, serverClaims, signToken, type TestApi } from "@roster/api/testing";
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink } from "@trpc/client";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import type { AppRouter } from "@roster/api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createHttpServer } from "./http-server.js";
import { readCredentials } from "./routes.js";

/** Serves a new API whose clock stands still, so that two of them give the same responses. */
async function serve(make: (api: TestApi) => Server) {
  const api = await openTestApi("sqlite", { clock: () => 1n });
  const server = make(api).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const token = await signToken(serverClaims, api.apiSecret);
  return {
    url: `http://127.0.0.1:${port}/trpc`,
    headers: { "x-api-key": api.apiKey, authorization: token },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await api[Symbol.asyncDispose]();
    },
  };
}

const log = { error: () => {} };

const serveRoster = () =>
  serve(({ api }) =>
    createHttpServer({
      api,
      log,
      maxBodyBytes: 1_000_000,
      trustedProxies: 0,
      cors: { origins: "*", headers: [] },
    }),
  );

const serveStock = () =>
  serve(({ api }) =>
    createHTTPServer({
      router: api.router,
      basePath: "/trpc/",
      maxBatchSize: 100,
      allowMethodOverride: true,
      createContext: ({ req }) => api.createContext({ credentials: readCredentials(req.headers) }),
    }),
  );

const id = fc.constantFrom("a", "b", "c", "d", "a b", "");
const data = fc.oneof(fc.object(), fc.jsonValue(), fc.constant({ x: "\u0000" }));
const sort = fc.array(fc.record({ path: fc.constantFrom("id", "data.name", "oldest") }));

const callsOf = (path: string, input: fc.Arbitrary<object>) =>
  fc.array(fc.tuple(fc.constant(path), input), { minLength: 1, maxLength: 3 });

/** Of one kind: the calls of a batch run concurrently, and different kinds in any order. */
const mutations = fc.oneof(
  callsOf("users.add", fc.record({ id, data, getOrCreate: fc.boolean() })),
  callsOf("users.update", fc.record({ id, data })),
  callsOf("users.remove", fc.record({ id })),
);
const queries = fc.oneof(
  fc.tuple(fc.constant("users.get"), fc.record({ id })),
  fc.tuple(fc.constant("users.getMany"), fc.record({ ids: fc.array(id, { maxLength: 3 }) })),
  fc.tuple(fc.constant("users.list"), fc.record({ limit: fc.integer({ min: 0, max: 3 }), sort })),
);
const strangePaths = fc.constantFrom(
  "users.nosuch",
  "users",
  "",
  "constructor",
  "a/",
  "%2",
  "users%2Eget",
);

interface GeneratedRequest {
  readonly method: string;
  readonly paths: readonly string[];
  readonly batch: string;
  readonly input: string;
  readonly contentType: string;
  readonly isAuthorized: boolean;
}

const toRequest = (method: string, calls: readonly [string, unknown][]): GeneratedRequest => ({
  method,
  paths: calls.map(([path]) => path),
  batch: calls.length > 1 ? "?batch=1" : "",
  input: JSON.stringify(
    calls.length > 1
      ? Object.assign(
          {},
          calls.map(([, input]) => input),
        )
      : calls[0]?.[1],
  ),
  contentType: "application/json",
  isAuthorized: true,
});

const wellFormed = fc.oneof(
  // Repeated often, so that the user already exists.
  fc.constant(toRequest("POST", [["users.add", { id: "a" }]])),
  mutations.map((calls) => toRequest("POST", calls)),
  fc
    .tuple(fc.constantFrom("GET", "POST"), fc.array(queries, { minLength: 1, maxLength: 3 }))
    .map(([method, calls]) => toRequest(method, calls)),
);

/** A well-formed request with some of its parts replaced. */
const broken = fc
  .tuple(
    wellFormed,
    fc.record(
      {
        method: fc.constantFrom("POST", "GET", "PUT", "DELETE", "PATCH", "HEAD"),
        paths: fc.array(fc.oneof(strangePaths, fc.constantFrom("users.add", "users.get")), {
          minLength: 1,
          maxLength: 3,
        }),
        batch: fc.constantFrom("", "?batch=1", "?batch=0", "?batch"),
        input: fc.constantFrom("{", "[]", "null", '"x"', "{}", "[1]", "nonsense"),
        contentType: fc.constantFrom(
          "application/json; charset=utf-8",
          "Application/JSON",
          "text/plain",
          "",
        ),
        isAuthorized: fc.constant(false),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([request, changes]): GeneratedRequest => ({ ...request, ...changes }));

const requests = fc.oneof(wellFormed, broken);

const INVALID_JSON = '"message":"invalid JSON"';

async function send(
  { url, headers }: Awaited<ReturnType<typeof serve>>,
  request: GeneratedRequest,
) {
  const { method, batch, input, contentType, isAuthorized } = request;
  const path = `${url}/${request.paths.join(",")}${batch}`;
  const isGet = method === "GET" || method === "HEAD";
  const query =
    isGet && input !== "" ? `${batch ? "&" : "?"}input=${encodeURIComponent(input)}` : "";
  const response = await fetch(path + query, {
    method,
    headers: {
      ...(isAuthorized && headers),
      ...(contentType !== "" && { "content-type": contentType }),
    },
    ...(!isGet && { body: Buffer.from(input) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text
      .replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')
      // tRPC's adapter omits the closing quote.
      .replaceAll(/(Unsupported content-type \\"[^"\\]*)(?:\\")?/g, "$1")
      // Roster reads JSON itself, and describes what is invalid in its own words and with details.
      .replaceAll(/"message":"Invalid JSON: (?:[^"\\]|\\.)*"/g, INVALID_JSON)
      .replaceAll(/"message":"(?:[^"\\]|\\.)* JSON(?:[^"\\]|\\.)*"/g, INVALID_JSON)
      .replaceAll(/,"details":\{"issues":\[\{"path":\[\],"message":"unexpected [^}]*\}\]\}/g, ""),
    // tRPC's adapter sends the JSON of some errors as text/plain.
    type: response.headers.get("content-type")?.replace(/^text\/plain.*/, "application/json"),
    vary: response.headers.get("vary"),
  };
}

test("responds to 2,000 generated requests, valid and broken, like tRPC's own adapter", async () => {
  await using roster = await serveRoster();
  await using stock = await serveStock();
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const [ours, theirs] = await Promise.all([send(roster, request), send(stock, request)]);
      statuses.set(ours.status, (statuses.get(ours.status) ?? 0) + 1);
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 2000, endOnFailure: true },
  );
  // The generator covers all of these.
  for (const status of [200, 204, 207, 400, 401, 404, 405, 409]) {
    expect(statuses.get(status), String(status)).toBeGreaterThan(0);
  }
}, 120_000);

test("accepts queries by POST too, but rejects mutations by GET", async () => {
  await using roster = await serveRoster();
  const headers = { ...roster.headers, "content-type": "application/json" };
  const statusOf = async (line: string, body?: string) => {
    const [method = "", path = ""] = line.split(" ");
    const response = await fetch(`${roster.url}/${path}`, { method, headers, body: body ?? null });
    return [response.status, response.headers.get("allow")];
  };
  expect(await statusOf("POST users.getMany", '{"ids":["a"]}')).toEqual([200, null]);
  expect(await statusOf("PUT users.getMany", '{"ids":["a"]}')).toEqual([405, "GET, POST"]);
  const input = encodeURIComponent('{"id":"a"}');
  expect(await statusOf(`GET users.add?input=${input}`)).toEqual([405, "POST"]);
  expect(await statusOf("POST users.get", '{"id":"a"}')).toEqual([404, null]);
});

test.each([
  ["httpLink", httpLink],
  ["httpBatchLink", httpBatchLink],
  ["httpBatchStreamLink", httpBatchStreamLink],
])(
  "serves a plain tRPC client with %s: results, errors, queries and mutations",
  async (_, link) => {
    await using roster = await serveRoster();
    const client = createTRPCClient<AppRouter>({ links: [link(roster)] });
    const [added, invalid] = await Promise.allSettled([
      client.users.add.mutate({ id: "a", data: { name: "Ada" } }),
      client.users.add.mutate({ id: "a b" }),
    ]);
    expect(added).toMatchObject({ value: { created: true } });
    expect(invalid).toMatchObject({ reason: { data: { code: "INVALID" } } });
    const [found, missing] = await Promise.allSettled([
      client.users.get.query({ id: "a" }),
      client.users.get.query({ id: "b" }),
    ]);
    expect(found).toMatchObject({ value: { id: "a", data: { name: "Ada" } } });
    expect(missing).toMatchObject({ reason: { data: { code: "NOT_FOUND" } } });
  },
);

/** The outcome of a streaming request: the status, and the results by call. */
async function stream(
  { url, headers }: Awaited<ReturnType<typeof serve>>,
  line: string,
  body = "",
) {
  const [method = "", path = ""] = line.split(" ");
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: { ...headers, "content-type": "application/json", "trpc-accept": "application/jsonl" },
    body: body === "" ? null : body,
  });
  return { status: response.status, lines: (await response.text()).trimEnd().split("\n") };
}

test("streams each result of a batch as soon as it is ready", async () => {
  await using roster = await serveRoster();
  const { status, lines } = await stream(
    roster,
    "POST users.add,users.nosuch?batch=1",
    '{"0":{"id":"a"}}',
  );
  expect(status).toBe(200);
  expect(lines[0]).toBe('{"0":[[0],[null,0,0]],"1":[[0],[null,0,1]]}');
  const results = lines.slice(1).toSorted();
  expect(results).toHaveLength(2);
  expect(results[0]).toMatch(/^\[0,0,\[\[\{"result":\{"data":\{.*"created":true\}\}\}\]\]\]$/);
  expect(results[1]).toMatch(/^\[1,0,\[\[\{"error":\{.*"code":"NOT_FOUND"/);
});

test.each([
  [
    "a number out of a double's range",
    "POST users.add?batch=1",
    '{"0":{"id":"a","getOrCreate":1e400}}',
    "1e400 is out of a double's range",
  ],
  ["a batch that is not an object", "POST users.add?batch=1", "[1", "INVALID"],
  [
    "a request that is not a batch",
    "POST users.add",
    '{"id":"a"}',
    "Streaming requests must be batched",
  ],
])("rejects %s before the stream starts", async (_, line, body, text) => {
  await using roster = await serveRoster();
  const { status, lines } = await stream(roster, line, body);
  expect(status).toBe(400);
  expect(lines.join()).toContain(text);
});
