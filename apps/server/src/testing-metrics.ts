import { createTestDatabaseUrl } from "@roster/db/testing";
import { createDataFolder, startServerProcess } from "./testing.js";

/** What a server on PostgreSQL, which tells the most, tells Prometheus after a call. */
export async function readToldMetrics(): Promise<string> {
  using folder = createDataFolder();
  await using place = await createTestDatabaseUrl("postgresql");
  await using server = await startServerProcess(folder.path, {
    DATABASE_URL: place.url,
    ROSTER_WORKERS: "1",
    ROSTER_METRICS_PORT: "0",
  });
  await server.call("users.add", { id: "a" });
  const told = await fetch(server.ready.metricsUrl ?? "");
  return await told.text();
}

/** The names of metrics in an expression of PromQL. */
export function namesIn(expression: string): string[] {
  return expression.match(/\b(?:roster|nodejs|process)_\w+/g) ?? [];
}
