import { backends, createTestDatabaseUrl } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { createDataFolder, startServerProcess } from "../testing/server.js";

/** All of today and tomorrow, because the test may run at midnight. */
function period() {
  const day = 86_400_000;
  const start = Math.floor(Date.now() / day) * day;
  const at = (time: number) => new Date(time).toISOString().replace("Z", "000Z");
  return { from: at(start), to: at(start + 2 * day), step: 3600 };
}

describe.each(backends)("on %s", (backend) => {
  test("counts each call of an app once, across processes and surfaces", async () => {
    using folder = createDataFolder();
    await using place = await createTestDatabaseUrl(backend);
    const environment = {
      DATABASE_URL: place.url,
      ROSTER_WORKERS: backend === "postgresql" ? "2" : "1",
    };
    const asked = period();
    {
      await using server = await startServerProcess(folder.path, environment);
      const ids = Array.from({ length: 40 }, (_, n) => `user-${n}`);
      await Promise.all(ids.map((id) => server.call("users.add", { id })));
      await Promise.all(ids.slice(0, 10).map((id) => server.call("users.add", { id })));
      await Promise.all(ids.slice(0, 5).map((id) => server.call("users.remove", { id })));
      await fetch(`${server.ready.apiUrl}/api/v1.0/user/nobody/`); // belongs to no app
    }
    await using server = await startServerProcess(folder.path, environment);
    const { status, body } = await server.call("stats.usage", asked);
    expect(status).toBe(200);
    expect(body.result?.data).toMatchObject({
      total: {
        calls: { adds: 50, reads: 0, updates: 0, removals: 5, others: 0 },
        errors: { CONFLICT: 10 },
        latency: { p50: expect.any(Number) as number },
      },
    });
  });
});
