import { backends, createTestDatabaseUrl } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import {
  createDataFolder,
  runServer,
  type ServerProcess,
  startServerProcess,
} from "../../testing/server.js";

type Samples = ReadonlyMap<string, number>;

/** The samples by name and labels, as in the text format. */
async function readMetrics({ ready }: ServerProcess): Promise<Samples> {
  const response = await fetch(ready.metricsUrl ?? "");
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const lines = (await response.text()).split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

describe.each(backends)("on %s", (backend) => {
  test("counts each call and request once, over all processes", async () => {
    using folder = createDataFolder();
    await using database = await createTestDatabaseUrl(backend);
    await using server = await startServerProcess(folder.path, {
      DATABASE_URL: database.url,
      ROSTER_WORKERS: backend === "postgresql" ? "2" : "1",
      ROSTER_METRICS_PORT: "0",
    });
    const ids = Array.from({ length: 40 }, (_, n) => `user-${n}`);
    await Promise.all(ids.map((id) => server.call("users.add", { id })));
    await Promise.all(ids.slice(0, 10).map((id) => server.call("users.add", { id })));
    await fetch(`${server.ready.apiUrl}/api/v1.0/user/nobody/`);
    await fetch(`${server.ready.apiUrl}/nothing`);

    const metrics = await readMetrics(server);
    expect(metrics.get('roster_calls_total{procedure="users.add",code="OK"}')).toBe(40);
    expect(metrics.get('roster_calls_total{procedure="users.add",code="CONFLICT"}')).toBe(10);
    expect(metrics.get('roster_call_duration_seconds_count{procedure="users.add"}')).toBe(50);
    expect(
      metrics.get('roster_call_duration_seconds_bucket{le="+Inf",procedure="users.add"}'),
    ).toBe(50);
    expect(metrics.get('roster_http_requests_total{surface="trpc",status="200"}')).toBe(40);
    expect(metrics.get('roster_http_requests_total{surface="trpc",status="409"}')).toBe(10);
    expect(metrics.get('roster_http_requests_total{surface="rest",status="401"}')).toBe(1);
    expect(metrics.get('roster_http_requests_total{surface="other",status="404"}')).toBe(1);
    expect(metrics.get("roster_write_batch_items_sum")).toBe(50);
    const batches = metrics.get("roster_write_batch_items_count");
    expect(metrics.get('roster_commit_duration_seconds_count{result="ok"}')).toBe(batches);
    expect(metrics.get("roster_write_queue_items")).toBe(0);
    const workers = backend === "postgresql" ? 2 : 1;
    expect(metrics.get("roster_request_places")).toBe(10_000 * workers); // not overloaded
    expect(metrics.get("roster_requests_in_work")).toBe(0);
    expect(metrics.get("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
    const connections = ["idle", "busy", "waiting"].map((state) =>
      metrics.get(`roster_database_connections{state="${state}"}`),
    );
    const open = expect.any(Number) as number;
    expect(connections).toEqual(backend === "postgresql" ? [open, open, 0] : Array(3));
  });
});

test("exposes the metrics on a separate port, only to callers with the token", async () => {
  using folder = createDataFolder();
  const token = "a token for metrics";
  await using server = await startServerProcess(folder.path, {
    ROSTER_METRICS_PORT: "0",
    ROSTER_METRICS_TOKEN: token,
  });
  const url = server.ready.metricsUrl ?? "";
  const status = async (address: string, init?: RequestInit) => (await fetch(address, init)).status;
  const bearer = (authorization: string) => ({ headers: { authorization } });
  expect(await status(url)).toBe(401);
  expect(await status(url, bearer(`Bearer ${token}!`))).toBe(401);
  expect(await status(url, bearer(`Bearer ${token}`))).toBe(200);
  expect(await status(url, { ...bearer(`Bearer ${token}`), method: "POST" })).toBe(405);
  expect(await status(url.replace("/metrics", "/"))).toBe(404);
  expect(await status(`${server.ready.apiUrl}/metrics`, bearer(`Bearer ${token}`))).toBe(404);
});

test("exposes nothing without a port, and nothing beyond this machine without a token", async () => {
  using folder = createDataFolder();
  await using server = await startServerProcess(folder.path);
  expect(server.ready.metricsUrl).toBeUndefined();

  const open = { ROSTER_METRICS_PORT: "0", ROSTER_METRICS_HOST: "0.0.0.0" };
  const { code, output } = await runServer({ ...open, ROSTER_DATA_DIR: folder.path, PORT: "0" });
  expect(code).toBe(1);
  expect(output).toContain(
    "ROSTER_METRICS_TOKEN: must be set because ROSTER_METRICS_HOST is 0.0.0.0",
  );
});
