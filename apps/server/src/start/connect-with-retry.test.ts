import { openTestPostgresql } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { createDataFolder, spawnServer } from "../testing/server.js";

const RETRYING = "Retrying in";

describe.each(["1", "2"])("with ROSTER_WORKERS=%s", (workers) => {
  test("retries an unreachable PostgreSQL with growing delays, logs each attempt, and then serves", async () => {
    using folder = createDataFolder();
    await using postgresql = await openTestPostgresql();
    await postgresql.stop();
    const settings = { DATABASE_URL: postgresql.url, ROSTER_WORKERS: workers };
    const server = spawnServer(folder.path, settings);
    await server.untilLogged(RETRYING, 2);
    expect(server.log()).not.toContain("password@");
    await postgresql.start();
    const { apiUrl } = await server.ready;
    expect((await fetch(`${apiUrl}/readyz`)).status).toBe(200);
    const pauses = [...server.log().matchAll(/"pauseMs":(\d+)/g)].map(([, ms]) => Number(ms));
    expect(pauses.slice(0, 2)).toEqual([500, 1000]);

    await postgresql.stop();
    let status = 200;
    while (status === 200) status = (await fetch(`${apiUrl}/readyz`)).status;
    expect(status).toBe(503);
    server.process.kill("SIGTERM");
    expect(await server.exited).toEqual([0, null]);
  }, 60_000);

  test("SIGTERM ends a server that waits for its database, with exit code 0", async () => {
    using folder = createDataFolder();
    const server = spawnServer(folder.path, {
      DATABASE_URL: "postgresql://a:pw@127.0.0.1:1/x",
      ROSTER_WORKERS: workers,
    });
    await server.untilLogged(RETRYING);
    server.process.kill("SIGTERM");
    expect(await server.exited).toEqual([0, null]);
  });
});
