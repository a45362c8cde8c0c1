import { startServerOn } from "./server.js";

/** What a server on PostgreSQL, which has the most metrics, exposes to Prometheus after a call. */
export async function readExposedMetrics(): Promise<string> {
  await using server = await startServerOn("postgresql", {
    ROSTER_WORKERS: "1",
    ROSTER_METRICS_PORT: "0",
  });
  await server.call("users.add", { id: "a" });
  const response = await fetch(server.ready.metricsUrl ?? "");
  return await response.text();
}

/** The metric names in a PromQL expression. */
export function namesIn(expression: string): string[] {
  return expression.match(/\b(?:roster|nodejs|process)_\w+/g) ?? [];
}
