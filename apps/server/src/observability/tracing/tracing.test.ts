import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { backends } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import {
  createDataFolder,
  type ServerProcess,
  startServerOn,
  startServerProcess,
} from "../../testing/server.js";
import { openTestCollector, type Span, type TestCollector } from "./testing/collector.js";

/** Settings that send spans as JSON, without delay. */
const settingsOf = (collector: Pick<TestCollector, "url">) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_BSP_SCHEDULE_DELAY: "10",
});

const CALLER = "0af7651916cd43dd8448eb211c80319c";
const CALLER_SPAN = "b7ad6b7169203331";

function callAs(server: ServerProcess, flags: "00" | "01", path: string, input: unknown) {
  const { apiKey } = server.credentials;
  return fetch(`${server.ready.apiUrl}/trpc/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": apiKey,
      authorization: server.authorization,
      traceparent: `00-${CALLER}-${CALLER_SPAN}-${flags}`,
    },
    body: JSON.stringify(input),
  });
}

const named = (spans: readonly Span[], name: string) => spans.filter((span) => span.name === name);
const isRequest = (span: Span) => span.kind === 2;

/** The names of the spans from this one up to the request's. */
function pathOf(spans: readonly Span[], span: Span | undefined): string[] {
  if (!span) return [];
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...pathOf(spans, parent)];
}

async function stop(server: ServerProcess): Promise<unknown[]> {
  const exited = once(server.process, "exit");
  server.process.kill("SIGTERM");
  return exited;
}

describe.each(backends)("on %s", (backend) => {
  const start = (more: Record<string, string>) =>
    startServerOn(backend, { ROSTER_WORKERS: "1", ...more });

  test("a call is one trace, from the caller's own span to the SQL", async () => {
    await using collector = await openTestCollector();
    await using server = await start({ ...settingsOf(collector), ROSTER_LOG_LEVEL: "info" });
    await callAs(server, "01", "users.add", { id: "traced" });
    const spans = await collector.until((all) => all.some(isRequest));
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([CALLER]));
    const [insert] = named(spans, "INSERT users");
    expect(pathOf(spans, insert)).toEqual([
      "INSERT users",
      "shared write",
      "users.add",
      "POST /trpc/*",
    ]);
    const request = spans.find(isRequest);
    expect(request?.parentSpanId).toBe(CALLER_SPAN);
    expect(request?.attributes).toMatchObject({
      "http.request.method": "POST",
      "http.route": "/trpc/*",
      "http.response.status_code": 200,
    });
    expect(named(spans, "users.add")[0]?.attributes).toMatchObject({
      "rpc.method": "users.add",
      "rpc.response.status_code": "OK",
    });
    expect(insert?.attributes).toMatchObject({
      "db.system.name": backend,
      "db.collection.name": "users",
      "db.query.text": expect.stringContaining("INSERT INTO users"),
    });
    await stop(server);
    const line = server
      .log()
      .split("\n")
      .find((one) => one.includes("users.add"));
    expect(JSON.parse(line ?? "")).toMatchObject({
      requestId: request?.attributes["roster.request_id"],
      traceId: CALLER,
    });
  });

  test("calls that share a statement are linked with it in both directions", async () => {
    await using collector = await openTestCollector();
    await using server = await start(settingsOf(collector));
    await server.call("users.add", { id: "first" });
    await server.call("users.get,users.get?batch=1", { 0: { id: "first" }, 1: { id: "second" } });
    const spans = await collector.until((all) => all.filter(isRequest).length === 2);
    const [read] = named(spans, "shared read");
    const [first, ...others] = named(spans, "users.get").toSorted((a) =>
      a.spanId === read?.parentSpanId ? -1 : 1,
    );
    expect(named(spans, "SELECT users")).toMatchObject([{ parentSpanId: read?.spanId }]);
    expect(read).toMatchObject({
      parentSpanId: first?.spanId,
      attributes: { "roster.callers": 2 },
    });
    expect(others).toMatchObject([{ links: [{ spanId: read?.spanId }] }]);
    expect(read?.links).toMatchObject([{ spanId: others[0]?.spanId }]);
    const codes = [first, ...others].map((span) => span?.attributes["rpc.response.status_code"]);
    expect(new Set(codes)).toEqual(new Set(["OK", "NOT_FOUND"]));
  });

  test("sends no ids, data, search terms or keys", async () => {
    await using collector = await openTestCollector();
    await using server = await start(settingsOf(collector));
    const data = { secretPath: "secret-value" };
    await server.call("users.add", { id: "secret-id", data });
    await server.call("users.patch", { id: "secret-id", data: { more: "secret-more" } });
    const found = await server.call("users.list", {
      where: { "data.secretPath": { eq: "secret-value" } },
      search: "secret-id",
      count: "exact",
    });
    expect(found.status).toBe(200);
    await server.call("indexes.add", { path: "data.secretPath", unique: true });
    const broken = await server.call("users.add", { id: "secret-other", data });
    expect(broken.status).toBe(409);
    const headers = { "x-api-key": server.credentials.apiKey, authorization: server.authorization };
    await fetch(`${server.ready.apiUrl}/api/v1.0/user/secret-id/`, { headers });
    await collector.until((all) => all.filter(isRequest).length === 6);
    const sent = Buffer.concat(collector.bodies).toString();
    expect(sent).toContain("UniqueConstraintViolation");
    expect(sent).not.toMatch(/secret-|secretPath/);
    expect(sent).not.toContain(server.credentials.apiKey);
  });

  test("on SIGTERM, each process sends its remaining spans", async () => {
    await using collector = await openTestCollector();
    const patient = { ...settingsOf(collector), OTEL_BSP_SCHEDULE_DELAY: "86400000" };
    await using server = await start({ ...patient, ROSTER_WORKERS: "2" });
    const ids = Array.from({ length: 20 }, (_, n) => `user-${n}`);
    await Promise.all(ids.map((id) => server.call("users.add", { id })));
    expect(await stop(server)).toEqual([0, null]);
    expect(named(collector.spans, "users.add")).toHaveLength(20);
    const processes = new Set(collector.spans.map((span) => span.resource["service.instance.id"]));
    expect(processes.size).toBe(2);
  });
});

test("sends exactly the attributes that the guide lists", async () => {
  const guide = readFileSync(new URL("../../../../../docs/operate.md", import.meta.url), "utf8");
  const [, section = ""] = /\n## Traces\n([\s\S]*?)\n## /.exec(guide) ?? [];
  const documented = section.matchAll(/`((?:http|url|network|rpc|db|error|roster)\.[a-z_.]+)`/g);
  await using collector = await openTestCollector();
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path, {
    ...settingsOf(collector),
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    OTEL_SERVICE_NAME: "directory",
  });
  await server.call("indexes.add", { path: "data.a", unique: true });
  await server.call("users.add", { id: "one", data: { a: 1 } });
  await server.call("users.add", { id: "two", data: { a: 1 } });
  const spans = await collector.until((all) => all.filter(isRequest).length === 3);
  const sent = new Set(spans.flatMap(({ attributes }) => Object.keys(attributes)));
  expect(new Set([...documented].map(([, name]) => name))).toEqual(sent);
  expect(spans[0]?.resource).toMatchObject({
    "service.name": "directory",
    "deployment.environment.name": "test",
  });
});

test("sends protobuf to the endpoint's /v1/traces by default", async () => {
  await using collector = await openTestCollector();
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  await server.call("users.add", { id: "traced" });
  expect(await stop(server)).toEqual([0, null]);
  expect(collector.requests).toEqual(["POST /v1/traces application/x-protobuf"]);
  expect(collector.bodies[0]?.includes("users.add")).toBe(true);
});

test("does not trace unsampled callers, a ratio of 0, or probes", async () => {
  await using collector = await openTestCollector();
  using folder = createDataFolder();
  const environment = settingsOf(collector);
  await using server = await startServerProcess(folder.path, environment);
  await callAs(server, "00", "users.add", { id: "unsampled" });
  await fetch(`${server.ready.apiUrl}/readyz`);
  await stop(server);
  await using rare = await startServerProcess(folder.path, {
    ...environment,
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0",
  });
  await rare.call("users.add", { id: "rare" });
  await stop(rare);
  expect(collector.requests).toEqual([]);
});

test("ignores traceparent if OTEL_PROPAGATORS does not contain tracecontext", async () => {
  await using collector = await openTestCollector();
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path, {
    ...settingsOf(collector),
    OTEL_PROPAGATORS: "none",
  });
  await callAs(server, "00", "users.add", { id: "traced" });
  const spans = await collector.until((all) => all.some(isRequest));
  expect(spans.map(({ traceId }) => traceId)).not.toContain(CALLER);
});

describe("neither calls nor the shutdown are delayed", () => {
  // The SDK's own timeouts must not expire during the test.
  const patient = {
    OTEL_EXPORTER_OTLP_TIMEOUT: "86400000",
    OTEL_BSP_EXPORT_TIMEOUT: "86400000",
    OTEL_BSP_SCHEDULE_DELAY: "10",
    ROSTER_STOP_LIMIT: "86400",
  };

  test("by an unreachable collector, which is logged once", async () => {
    const closed = createServer();
    await once(closed.listen(0, "127.0.0.1"), "listening");
    const address = closed.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    using folder = createDataFolder();
    await using server = await startServerProcess(folder.path, {
      ...patient,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_TIMEOUT: "50",
    });
    for (let n = 0; !server.log().includes("OpenTelemetry"); n += 1) {
      expect((await server.call("users.add", { id: `user-${n}` })).status).toBe(200);
    }
    expect((await server.call("users.add", { id: "later" })).status).toBe(200);
    expect(await stop(server)).toEqual([0, null]);
    const lines = server.log().trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("ECONNREFUSED");
  });

  test("by a collector that never responds", async () => {
    const silent = createServer();
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const address = silent.address();
    using folder = createDataFolder();
    await using server = await startServerProcess(folder.path, {
      ...patient,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    });
    const requested = once(silent, "request");
    await server.call("users.add", { id: "traced" });
    await requested;
    expect((await server.call("users.add", { id: "later" })).status).toBe(200);
    expect(await stop(server)).toEqual([0, null]);
    silent.closeAllConnections();
    silent.close();
  });
});
