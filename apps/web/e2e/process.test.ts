import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startDashboard } from "./start-dashboard";

function createFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "roster-web-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s stops the dashboard with exit code 0",
  async (signal) => {
    using folder = createFolder();
    await using dashboard = await startDashboard({ ROSTER_DATA_DIR: folder.path });
    expect((await fetch(`${dashboard.url}/sign-in`)).status).toBe(200);
    expect(await dashboard.stop(signal)).toBe(0);
  },
);

test("listens on localhost, by name and on IPv4, and does not start twice on one port", async () => {
  using folder = createFolder();
  await using dashboard = await startDashboard({ ROSTER_DATA_DIR: folder.path });
  const { port } = new URL(dashboard.url);
  expect((await fetch(`http://127.0.0.1:${port}/sign-in`)).status).toBe(200);
  await expect(startDashboard({ ROSTER_DATA_DIR: folder.path, WEB_PORT: port })).rejects.toThrow(
    "exited with 1",
  );
});

test("is ready as soon as its database is, before any page has been opened", async () => {
  using folder = createFolder();
  await using dashboard = await startDashboard({ ROSTER_DATA_DIR: folder.path });
  const readiness = await fetch(`${dashboard.url}/api/readyz`);
  expect(await readiness.json()).toEqual({
    status: "ready",
    checks: { process: "ok", database: "ok", migrations: "ok" },
  });
  expect(readiness.status).toBe(200);
});

test("without a database, pages fail with 500 and calls are UNAVAILABLE", async () => {
  using folder = createFolder();
  await using dashboard = await startDashboard({
    ROSTER_DATA_DIR: folder.path,
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  });
  const headers = { cookie: "roster_session=any" };
  const page = await fetch(`${dashboard.url}/users`, { headers });
  expect(page.status).toBe(500);
  expect((await fetch(`${dashboard.url}/api/healthz`)).status).toBe(200);
  const readiness = await fetch(`${dashboard.url}/api/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({ checks: { database: "unreachable" } });
  const call = await fetch(`${dashboard.url}/api/trpc/users.list`, { headers });
  expect(call.status).toBe(503);
  expect(await call.json()).toMatchObject({ error: { data: { code: "UNAVAILABLE" } } });
});
